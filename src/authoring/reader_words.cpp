#include "authoring/reader_words.h"

#include <cstdlib>

#include "authoring/text.h"

namespace career_quiz::authoring {
namespace {

// The tone and most of the words are those of the element, web/src/words/.
// Narrow no-break spaces are part of the French texts.
constexpr ReaderWords kFrench = {
    .language = "fr",
    .none_is_one = true,
    .decimal = ",",
    .comma = ", ",
    .then = ", puis ",
    .both = " et ",
    .quoted = "« {text} »",
    .questions = {"{n} question", "{n} questions"},
    .up_to = {"Jusqu’à {n} question", "Jusqu’à {n} questions"},
    .stays_here = "Vos réponses ne quittent pas cet ordinateur.",
    .how =
        "Tapez le numéro de votre réponse, puis Entrée. À tout moment : b pour revenir, r pour "
        "voir le résultat, q pour vous arrêter, ? pour l’aide.",
    .help =
        "Tapez le numéro de votre réponse, puis Entrée.\nb : revenir à la question d’avant. Entrée "
        "seule y garde votre réponse.\nr : voir dès maintenant le résultat de vos réponses.\nq : "
        "s’arrêter, avec un code pour reprendre plus tard.\nUne question facultative se passe avec "
        "Entrée seule.",
    .resumed = "Vos réponses sont reprises là où vous en étiez.",
    .not_in_code =
        "Les réponses sensibles et les textes libres n’étaient pas dans le code : ces questions "
        "reviennent.",
    .position = "Question {n} sur {total}",
    .position_at_most = "Question {n}, encore {most} au plus",
    .position_between = "Question {n}, encore {least} à {most}",
    .optional = "facultative",
    .sensitive = "Cette réponse reste ici : elle n’entre dans aucun code et n’est pas enregistrée.",
    .point = "{n} sur {total}",
    .letters = {"A", "B"},
    .pair = {"Tout à fait A", "Plutôt A", "Plutôt B", "Tout à fait B"},
    .several = "Plusieurs réponses possibles : leurs numéros, séparés par une espace.",
    .at_most = "Jusqu’à {max} réponses : leurs numéros, séparés par une espace.",
    .at_least = "Au moins {min} : leurs numéros, séparés par une espace.",
    .exactly = "{min} réponses : leurs numéros, séparés par une espace.",
    .between = "De {min} à {max} réponses : leurs numéros, séparés par une espace.",
    .none_of_them = "0 si aucune ne convient.",
    .alone = "{items} : sans autre réponse.",
    .order = "Les {n} numéros dans votre ordre, le premier choix d’abord, séparés par une espace.",
    .range = "Un nombre entier, de {min} à {max}.",
    .length = {"{n} caractère au plus.", "{n} caractères au plus."},
    .free_text = "Ici, les commandes sont /b, /r, /q et /?.",
    .skips = "Entrée pour passer.",
    .keeps = "Vous aviez répondu : {answer}. Entrée pour garder.",
    .keeps_secret = "Entrée pour garder votre réponse.",
    .takes_away = "Tapez - pour la retirer.",
    .skipped = "Question passée",
    .unanswered = "Sans réponse",
    .none = "Aucune",
    .said = "Réponse : {answer}",
    .kept_secret = "Réponse prise en compte, et gardée pour vous.",
    .need_one = "Il faut une réponse pour continuer : tapez un numéro de 1 à {n}.",
    .need_option = "Je n’ai pas compris. Tapez un numéro de 1 à {n}, ou ? pour l’aide.",
    .need_several =
        "Je n’ai pas compris. Tapez des numéros de 1 à {n}, séparés par une espace, par exemple "
        "« 1 {n} ».",
    .need_order =
        "Il faut les {n} numéros, chacun une fois, dans votre ordre, par exemple « {example} ».",
    .need_number = "Écrivez un nombre entier en chiffres, de {min} à {max}.",
    .need_text = "Écrivez une réponse pour continuer.",
    .one_only = "Une seule réponse ici : tapez un numéro de 1 à {n}.",
    .repeated = "Le même numéro y est deux fois.",
    .too_few = "Il en faut au moins {min}.",
    .too_many = "Gardez-en {max} au plus.",
    .is_alone = "{items} : cette réponse se donne seule.",
    .too_small = "Écrivez un nombre plus grand : {min} ou plus.",
    .too_large = "Écrivez un nombre plus petit : {max} ou moins.",
    .too_long = "Raccourcissez votre réponse : {max} caractères au plus.",
    .too_soon =
        "Il est trop tôt : aucune de vos réponses ne compte encore pour le résultat. Encore un "
        "peu…",
    .first_question = "C’est la première question.",
    .one = "Votre piste",
    .two_tracks = "Deux pistes pour vous",
    .mixed = "Un profil partagé",
    .override_ = "Avant tout le reste",
    .combined = "Deux pistes à combiner",
    .no_way = "Vos réponses ne laissent aucune piste de ce quiz ouverte.",
    .beside_how =
        "Ces deux pistes vont ensemble : l’une n’empêche pas l’autre. Commencez par celle qui vous "
        "attire.",
    .two_tracks_how =
        "Vos réponses les placent presque à égalité. Pour choisir : laquelle pourriez-vous "
        "commencer cette semaine ? Laquelle regretteriez-vous de ne pas avoir essayée ? Commencez "
        "par celle-là ; l’autre reste ouverte.",
    .mixed_how =
        "Vos réponses ne désignent pas une piste unique, et c’est déjà une information. Pour "
        "chacune des deux pistes ci-dessous, notez ce qui vous attire et ce qui vous freine, puis "
        "laissez passer une nuit avant de choisir.",
    .combined_parts = "Les deux pistes en détail",
    .rests_on = "Votre avis repose sur {answered} des {of} questions qui comptent.",
    .rests_on_all = {"Votre avis repose sur une question.",
                     "Votre avis repose sur les {n} questions qui comptent."},
    .early = "Vos prochaines réponses peuvent encore le changer.",
    .certain = "Aucune autre réponse ne changerait la première piste.",
    .risk = "Il est très peu probable que les autres réponses changent la première piste.",
    .exhausted =
        "Les autres questions, une par une, n’y ajouteraient presque rien ; ensemble, elles "
        "peuvent encore changer la première piste.",
    .because = "Ce qui a compté",
    .because_lead = "Vos réponses qui font pencher vers « {first} » plutôt que vers « {second} ».",
    .because_alone = "Vos réponses qui mènent à ce conseil.",
    .against = "Ce qui nuance",
    .against_lead = "Ces réponses-ci parlent plutôt pour « {second} ».",
    .against_alone = "Ces réponses-ci en éloignent plutôt.",
    .weight = {"A compté un peu", "A compté nettement", "A beaucoup compté"},
    .starting_point = "Écart de départ entre les deux pistes",
    .account = "Le calcul",
    .account_lead =
        "Chaque réponse ajoute ou retire des points à l’écart entre « {first} » et « {second} ». "
        "Leur somme est exactement l’écart.",
    .total = "Écart",
    .ranking = "Toutes les pistes",
    .ranking_lead = "Dans l’ordre où vos réponses les placent.",
    .behind = "écart avec la première : {n}",
    .strong = "correspond bien",
    .explore = "à explorer",
    .weak = "plus loin de vos réponses",
    .scales = "Votre profil",
    .side = {"nettement « {end} »", "plutôt « {end} »", "entre les deux"},
    .modules = "À garder en tête",
    .part_questions = {"une question facultative, sans effet sur l’avis",
                       "{n} questions facultatives, sans effet sur l’avis"},
    .turning = "Ce qui changerait l’avis",
    .turn_some = "Par exemple :",
    .turn = "Si vous aviez répondu {changes}, l’avis aurait été « {outcome} ».",
    .turn_answer = "« {answer} » à « {question} »",
    .steady = "Cet avis tient, quelle que soit la réponse que vous changez.",
    .steady_pairs = "Cet avis tient, même si vous changez deux réponses.",
    .steady_tried = "Aucun des changements essayés ne donne un autre avis.",
    .limits = "Ce que ce quiz ne dit pas",
    .not_told = "Ni votre réponse ni ce conseil ne sont enregistrés.",
    .more = "Pour aller plus loin",
    .menu_all = "tout lire",
    .menu_back = "revoir vos réponses",
    .menu_go_on = "continuer le questionnaire",
    .menu_others = "répondre aux autres questions",
    .menu_end = "terminer",
    .menu_enter = "Entrée : {what}",
    .review = "Vos réponses",
    .review_how = "Le numéro d’une réponse à changer, ou Entrée pour revenir au résultat.",
    .menu_help =
        "Tapez un numéro ou une lettre du menu, puis Entrée ; ou Entrée seule. q : s’arrêter, avec "
        "un code pour rouvrir ce résultat.",
    .menu_unknown = "Je n’ai pas compris. Tapez un numéro ou une lettre du menu ; ? pour l’aide.",
    .code = "Le code de vos réponses : {code}",
    .code_secret = "Les réponses sensibles et les textes libres n’y sont pas.",
    .code_opens = "Il rouvre ce résultat. Ne le donnez qu’à qui peut lire vos réponses.",
    .code_goes_on = "Pour reprendre :",
    .no_code =
        "Il n’y a pas de code pour ce résultat : il dirait une réponse qui ne doit rester qu’à "
        "vous.",
    .goodbye = "À bientôt.",
};

constexpr ReaderWords kEnglish = {
    .language = "en",
    .none_is_one = false,
    .decimal = ".",
    .comma = ", ",
    .then = ", then ",
    .both = " and ",
    .quoted = "“{text}”",
    .questions = {"{n} question", "{n} questions"},
    .up_to = {"Up to {n} question", "Up to {n} questions"},
    .stays_here = "Your answers do not leave this computer.",
    .how =
        "Type the number of your answer, then Enter. At any time: b to go back, r to see the "
        "result, q to stop, ? for help.",
    .help =
        "Type the number of your answer, then Enter.\nb: back to the question before. Enter alone "
        "keeps your answer there.\nr: see now what your answers lead to.\nq: stop, with a code to "
        "go on later.\nAn optional question is skipped with Enter alone.",
    .resumed = "Your answers are taken up where you left them.",
    .not_in_code =
        "Sensitive answers and free texts were not in the code: those questions come again.",
    .position = "Question {n} of {total}",
    .position_at_most = "Question {n}, at most {most} to go",
    .position_between = "Question {n}, {least} to {most} to go",
    .optional = "optional",
    .sensitive = "This answer stays here: it goes into no code and is not saved.",
    .point = "{n} of {total}",
    .letters = {"A", "B"},
    .pair = {"Entirely A", "Rather A", "Rather B", "Entirely B"},
    .several = "As many as you like: their numbers, with spaces between.",
    .at_most = "Up to {max}: their numbers, with spaces between.",
    .at_least = "At least {min}: their numbers, with spaces between.",
    .exactly = "Exactly {min}: their numbers, with spaces between.",
    .between = "{min} to {max}: their numbers, with spaces between.",
    .none_of_them = "0 for none of them.",
    .alone = "{items}: without any other answer.",
    .order = "All {n} numbers in your order, first choice first, with spaces between.",
    .range = "A whole number, from {min} to {max}.",
    .length = {"{n} character at most.", "{n} characters at most."},
    .free_text = "Here the commands are /b, /r, /q and /?.",
    .skips = "Enter to skip.",
    .keeps = "You answered: {answer}. Enter to keep it.",
    .keeps_secret = "Enter to keep your answer.",
    .takes_away = "Type - to take it away.",
    .skipped = "Skipped",
    .unanswered = "Not answered",
    .none = "None",
    .said = "Answer: {answer}",
    .kept_secret = "Your answer counts, and is not shown.",
    .need_one = "An answer is needed to go on: type a number from 1 to {n}.",
    .need_option = "That was not clear. Type a number from 1 to {n}, or ? for help.",
    .need_several =
        "That was not clear. Type numbers from 1 to {n} with spaces between, such as “1 {n}”.",
    .need_order = "All {n} numbers are needed, each once, in your order, such as “{example}”.",
    .need_number = "Write a whole number in figures, from {min} to {max}.",
    .need_text = "Write an answer to go on.",
    .one_only = "One answer only here: type a number from 1 to {n}.",
    .repeated = "The same number is there twice.",
    .too_few = "At least {min} are needed.",
    .too_many = "Keep {max} at most.",
    .is_alone = "{items}: this answer stands alone.",
    .too_small = "Write a larger number: {min} or more.",
    .too_large = "Write a smaller number: {max} or less.",
    .too_long = "Shorten your answer: {max} characters at most.",
    .too_soon = "It is too early: none of your answers bears on the result yet. A little more…",
    .first_question = "This is the first question.",
    .one = "Your way forward",
    .two_tracks = "Two ways forward",
    .mixed = "A shared profile",
    .override_ = "Before anything else",
    .combined = "Two ways to combine",
    .no_way = "Your answers leave no way of this quiz open.",
    .beside_how =
        "These two go together: one does not rule out the other. Begin with the one that draws "
        "you.",
    .two_tracks_how =
        "Your answers put them almost level. To choose: which could you begin this week? Which "
        "would you regret not having tried? Begin with that one; the other stays open.",
    .mixed_how =
        "Your answers do not point to a single way, and that tells something too. For each of the "
        "two below, note what draws you and what holds you back, then sleep on it before choosing.",
    .combined_parts = "Each of the two in detail",
    .rests_on = "Your advice rests on {answered} of the {of} questions that count.",
    .rests_on_all = {"Your advice rests on one question.",
                     "Your advice rests on all {n} questions that count."},
    .early = "Your next answers may still change it.",
    .certain = "No other answer would change the first way forward.",
    .risk = "The other answers are very unlikely to change the first way forward.",
    .exhausted =
        "One by one, the other questions would add hardly anything; together they can still change "
        "what comes first.",
    .because = "What counted",
    .because_lead = "Your answers that lean to “{first}” rather than “{second}”.",
    .because_alone = "Your answers that lead to this advice.",
    .against = "What tempers it",
    .against_lead = "These answers speak rather for “{second}”.",
    .against_alone = "These answers rather lead away from it.",
    .weight = {"Counted a little", "Counted clearly", "Counted a lot"},
    .starting_point = "Initial gap between the two",
    .account = "The sum",
    .account_lead =
        "Each answer adds points to the gap between “{first}” and “{second}”, or takes some away. "
        "Together they make the gap exactly.",
    .total = "Gap",
    .ranking = "Every way forward",
    .ranking_lead = "In the order your answers put them.",
    .behind = "behind the first by {n}",
    .strong = "fits well",
    .explore = "worth exploring",
    .weak = "further from your answers",
    .scales = "Your profile",
    .side = {"clearly “{end}”", "rather “{end}”", "in between"},
    .modules = "Worth keeping in mind",
    .part_questions = {"one optional question, with no effect on the advice",
                       "{n} optional questions, with no effect on the advice"},
    .turning = "What would change the advice",
    .turn_some = "For example:",
    .turn = "If you had answered {changes}, the advice would have been “{outcome}”.",
    .turn_answer = "“{answer}” to “{question}”",
    .steady = "This advice holds, whichever answer you change.",
    .steady_pairs = "This advice holds, even if you change two answers.",
    .steady_tried = "None of the changes that were tried gives other advice.",
    .limits = "What this quiz does not say",
    .not_told = "Neither your answer nor this advice is saved.",
    .more = "To go further",
    .menu_all = "read it all",
    .menu_back = "review your answers",
    .menu_go_on = "go on with the questions",
    .menu_others = "answer the other questions",
    .menu_end = "finish",
    .menu_enter = "Enter: {what}",
    .review = "Your answers",
    .review_how = "The number of an answer to change, or Enter to go back to the result.",
    .menu_help =
        "Type a number or a letter of the menu, then Enter; or Enter alone. q: stop, with a code "
        "to open this result again.",
    .menu_unknown = "That was not clear. Type a number or a letter of the menu; ? for help.",
    .code = "The code of your answers: {code}",
    .code_secret = "Sensitive answers and free texts are not in it.",
    .code_opens = "It opens this result again. Give it only to those who may read your answers.",
    .code_goes_on = "To go on:",
    .no_code = "There is no code for this result: it would tell an answer that is yours alone.",
    .goodbye = "See you soon.",
};

}  // namespace

const ReaderWords& reader_words(std::string_view language) {
  const bool french = language.size() >= 2 && (language[0] | 0x20) == 'f' &&
                      (language[1] | 0x20) == 'r' && (language.size() == 2 || language[2] == '-');
  return french ? kFrench : kEnglish;
}

std::string counted(const ReaderWords& words, const Counted& sentence, std::int64_t n) {
  const bool one = n == 1 || (n == 0 && words.none_is_one);
  return fill(one ? sentence.one : sentence.other, {{"n", std::to_string(n)}});
}

std::string tenths(const ReaderWords& words, std::int32_t value, bool sign) {
  const std::int64_t size = std::abs(std::int64_t{value});
  const std::string_view before = value < 0 ? "-" : sign && value > 0 ? "+" : "";
  return std::string(before) + std::to_string(size / 10) + std::string(words.decimal) +
         std::to_string(size % 10);
}

std::string option_text(const ReaderWords& words, const Question& question, std::size_t option,
                        std::size_t language) {
  const std::string_view own = question.options[option].text.in(language);
  if (!own.empty()) return std::string(own);
  if (question.kind == QuestionKind::kPair) return std::string(words.pair[option]);
  return fill(words.point, {{"n", std::to_string(option + 1)},
                            {"total", std::to_string(question.options.size())}});
}

std::string answer_text(const ReaderWords& words, const Question& question, const Answer& answer,
                        std::size_t language) {
  if (answer.state == Answer::State::kOpen) return std::string(words.unanswered);
  if (answer.state == Answer::State::kSkipped) return std::string(words.skipped);
  if (question.kind == QuestionKind::kText) return fill(words.quoted, {{"text", answer.text}});
  if (question.kind == QuestionKind::kNumber) {
    const std::string_view unit = question.unit.in(language);
    return std::to_string(answer.number) + (unit.empty() ? "" : "\u00a0" + std::string(unit));
  }
  std::string all;
  for (const std::uint16_t option : answer.options) {
    if (!all.empty()) all += question.kind == QuestionKind::kRank ? words.then : words.comma;
    all += option_text(words, question, option, language);
  }
  return all.empty() ? std::string(words.none) : all;
}

}  // namespace career_quiz::authoring
