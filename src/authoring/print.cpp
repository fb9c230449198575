#include "authoring/print.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>
#include <vector>

#include "authoring/condition_words.h"
#include "authoring/scoring_key.h"
#include "authoring/text.h"
#include "career_quiz/words.h"

namespace career_quiz::authoring {
namespace {

// A flat profile by hand: the share of the first result is under 0.3 where what the others weigh
// against it, in hundredths, is over this.
constexpr int kFlat = 233;
constexpr std::size_t kFlattest = 16;  // Further behind, a result counts next to nothing.
constexpr std::size_t kStraight = 8;   // Answers that make a straight line.
constexpr std::size_t kColumns = 12;   // Of a table, so that it fits on a page.

struct Words {
  std::string_view questions, key, advice;
  std::string_view how_page, how_paper, name, date, clear;
  std::string_view only_if, optional, sensitive_page, sensitive_paper, after;
  std::string_view tick_any, tick_exactly, tick_up_to, tick_least, tick_between, alone;
  std::string_view rank, rank_field, number, number_label, text, text_label;
  std::string_view limits;
  std::string_view pair[4];
  std::string_view key_lead, letters, letters_lead, by_rule_alone, stays;
  std::string_view steps, check, override_, stop, cross_out, add, first, first_by_letter, one_left,
      straight, rules, combine, beside, flat, behind, counts, close, otherwise, modules, scales;
  std::string_view points, points_lead, answer, put_first, begin, with_one, with_many, total;
  std::string_view scale_points, scale_ends, most, most_one, most_many;
  std::string_view results, extra, extra_lead, at_most, always, if_;
};

constexpr Words kEnglish{
    "Questions",
    "Scoring key",
    "The advice",
    "Tick your answers here. Nothing is sent, kept or counted: when you have finished, count with "
    "the scoring key below, or read the advice.",
    "One box for each question, unless it says otherwise. Leave out a question whose condition "
    "does not hold for you.",
    "Name, or a sign of your own",
    "Date",
    "Clear all answers",
    "Only if %.",
    "You may leave this out.",
    "Sensitive. Your answer stays on this page; clear it before somebody else uses this device.",
    "Sensitive. Decide who may see this sheet before you answer.",
    "For the extra advice alone; it does not change the result.",
    "Tick all that fit, or none.",
    "Tick exactly %.",
    "Tick up to %.",
    "Tick % or more.",
    "Tick % to %.",
    "(tick nothing else)",
    "Write 1 beside what comes first, 2 beside what comes next, and so on to %.",
    "Place from 1 to %",
    "A whole number from % to %",
    "Your number",
    "Up to % characters",
    "Your words",
    "What this is not.",
    {"Entirely A", "Rather A", "Rather B", "Entirely B"},
    "For whoever counts. Nothing here is rounded: added up without a slip, the totals lie exactly "
    "as far apart as those of the quiz on a screen, and lead to the same first result.",
    "The results and their letters",
    "In a tie, the result that stands higher in this list comes first.",
    "is shown by a rule alone",
    "Keep % only if %.",
    "Step by step",
    "Check the sheet. Every question has an answer, but for those that may be left out and those "
    "whose condition does not hold. Cross out answers to questions whose condition does not hold: "
    "they count for nothing.",
    "If %, the advice is %.",
    "Stop here.",
    "Cross out the results that are not open to this person, with their columns.",
    "In the table of points, circle the row “To begin with”, each row “With question …” whose "
    "questions were answered, and the row of each answer. What has no row counts nothing. Add up "
    "what is circled, column by column.",
    "The highest total that is not crossed out is the first result, the next is the second. Of "
    "equal totals, the one further to the left comes first.",
    "Of the results that are not crossed out, the one that stands highest in the list is the first "
    "result, the next is the second.",
    "If only one result is left, it is the advice.",
    "Look at the answers that have points, leaving aside questions with several ticks. If there "
    "are eight or more and all stand at the first place, all at the last, all at the middle, or "
    "all at one same place from the first, the advice is mixed: name the first two results, and "
    "say that the answers point nowhere in particular. Rules that combine two results do not "
    "apply.",
    "Go through these rules in order. The first that holds decides, and what follows on mixed "
    "advice and two tracks does not apply:",
    "If %, show % with the first and the second result.",
    "If %, and % is not crossed out: show it and the best other result.",
    "Where several results are close together: take how far each other result is behind the first, "
    "rounded to a whole point, and add up what it counts. If that is over %, the advice is mixed: "
    "name the first two results, and say that the answers point nowhere in particular. At the very "
    "edge, this can differ from the quiz on a screen.",
    "Behind",
    "Counts",
    "If the first result leads the second by less than %, the advice is two tracks: name both.",
    "Otherwise the advice is the first result.",
    "Add the extra advice whose condition holds: it stands under “Extra advice”.",
    "Add up the table of scales in the same way. The scale stands at 100 times its total, divided "
    "by the most that could be reached, rounded: 0 is one end, 100 the other.",
    "Points",
    "Columns are results, by their letters; rows are answers, by question and letter.",
    "Answer",
    "(put first)",
    "To begin with",
    "With question %",
    "With questions %",
    "Total",
    "Points of the scales",
    "%: 0 is “%”, 100 is “%”",
    "Most to be reached",
    "and with question %",
    "and with questions %",
    "Results",
    "Extra advice",
    "Beside the result, whichever it is.",
    "At most %: the first whose conditions hold.",
    "Always.",
    "If %.",
};

constexpr Words kFrench{
    "Questions",
    "Grille de cotation",
    "Les conseils",
    "Cochez vos réponses ici. Rien n’est envoyé, conservé ni calculé : à la fin, comptez avec la "
    "grille de cotation ci-dessous, ou lisez les conseils.",
    "Une case par question, sauf indication contraire. Passez une question dont la condition n’est "
    "pas remplie.",
    "Nom, ou signe de votre choix",
    "Date",
    "Effacer toutes les réponses",
    "Seulement si %.",
    "Vous pouvez passer cette question.",
    "Question sensible. Votre réponse reste sur cette page ; effacez-la avant de laisser "
    "l’appareil "
    "à quelqu’un d’autre.",
    "Question sensible. Décidez qui pourra voir cette feuille avant de répondre.",
    "Pour les conseils complémentaires seulement ; le résultat n’en dépend pas.",
    "Cochez tout ce qui convient, ou rien.",
    "Cochez exactement % cases.",
    "Cochez jusqu’à % cases.",
    "Cochez % cases ou plus.",
    "Cochez de % à % cases.",
    "(ne cochez rien d’autre)",
    "Écrivez 1 devant ce qui passe en premier, 2 devant ce qui vient ensuite, et ainsi de suite "
    "jusqu’à %.",
    "Rang de 1 à %",
    "Un nombre entier de % à %",
    "Votre nombre",
    "Au plus % caractères",
    "Vos mots",
    "Ce que ce questionnaire n’est pas.",
    {"Tout à fait A", "Plutôt A", "Plutôt B", "Tout à fait B"},
    "Pour la personne qui compte. Rien n’est arrondi ici : additionnés sans faute, les totaux sont "
    "exactement aussi éloignés que ceux du questionnaire à l’écran, et mènent au même premier "
    "résultat.",
    "Les résultats et leurs lettres",
    "À égalité, le résultat le plus haut dans cette liste passe devant.",
    "apparaît par une règle seulement",
    "Gardez % seulement si %.",
    "Pas à pas",
    "Vérifiez la feuille. Chaque question a une réponse, sauf celles qu’on peut passer et celles "
    "dont la condition n’est pas remplie. Barrez les réponses aux questions dont la condition "
    "n’est "
    "pas remplie : elles ne comptent pas.",
    "Si %, le conseil est %.",
    "Arrêtez-vous là.",
    "Barrez les résultats qui ne sont pas ouverts à cette personne, avec leurs colonnes.",
    "Dans le tableau des points, entourez la ligne « Pour commencer », chaque ligne « Avec la "
    "question … » dont les questions ont une réponse, et la ligne de chaque réponse. Ce qui n’a "
    "pas "
    "de ligne ne compte pas. Additionnez ce qui est entouré, colonne par colonne.",
    "Le plus grand total non barré est le premier résultat, le suivant le deuxième. À égalité, le "
    "plus à gauche passe devant.",
    "Parmi les résultats non barrés, le plus haut dans la liste est le premier résultat, le "
    "suivant "
    "le deuxième.",
    "S’il ne reste qu’un résultat, c’est le conseil.",
    "Regardez les réponses qui ont des points, sans les questions à plusieurs cases. S’il y en a "
    "huit ou plus et que toutes sont à la première place, toutes à la dernière, toutes au milieu, "
    "ou toutes à une même place depuis la première, le conseil est partagé : nommez les deux "
    "premiers résultats, et dites que les réponses ne vont dans aucune direction précise. Les "
    "règles qui combinent deux résultats ne s’appliquent pas.",
    "Suivez ces règles dans l’ordre. La première qui convient décide, et ce qui suit sur le "
    "conseil "
    "partagé et les deux pistes ne s’applique pas :",
    "Si %, montrez % avec le premier et le deuxième résultat.",
    "Si %, et que % n’est pas barré : montrez-le avec le meilleur autre résultat.",
    "Si plusieurs résultats sont proches : prenez l’écart de chaque autre résultat avec le "
    "premier, "
    "arrondi au point, et additionnez ce qu’il compte. Au-dessus de %, le conseil est partagé : "
    "nommez les deux premiers résultats, et dites que les réponses ne vont dans aucune direction "
    "précise. Tout au bord, cela peut différer du questionnaire à l’écran.",
    "Écart",
    "Compte",
    "Si le premier résultat devance le deuxième de moins de %, le conseil est à deux pistes : "
    "nommez les deux.",
    "Sinon, le conseil est le premier résultat.",
    "Ajoutez les conseils complémentaires dont la condition est remplie : ils sont sous « Conseils "
    "complémentaires ».",
    "Additionnez de même le tableau des échelles. La valeur d’une échelle est 100 fois son total, "
    "divisé par le plus qu’on pouvait atteindre, arrondi : 0 est un bout, 100 l’autre.",
    "Points",
    "Les colonnes sont les résultats, par leurs lettres ; les lignes sont les réponses, par "
    "question et lettre.",
    "Réponse",
    "(en premier)",
    "Pour commencer",
    "Avec la question %",
    "Avec les questions %",
    "Total",
    "Points des échelles",
    "% : 0 pour « % », 100 pour « % »",
    "Le plus qu’on peut atteindre",
    "et avec la question %",
    "et avec les questions %",
    "Résultats",
    "Conseils complémentaires",
    "À côté du résultat, quel qu’il soit.",
    "Au plus % : les premiers dont la condition est remplie.",
    "Toujours.",
    "Si %.",
};

constexpr std::string_view kStyle = R"css(
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:1.25rem;font:1rem/1.5 system-ui,sans-serif;
overflow-wrap:break-word}
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0 1rem}
h2{font-size:1.35rem;line-height:1.25;margin:2.5rem 0 .75rem;padding-top:.5rem;border-top:2px solid}
h3{font-size:1.1rem;line-height:1.3;margin:1.75rem 0 .5rem}
h4{font-size:1rem;margin:1rem 0 .25rem}
p,ul,ol{margin:.5rem 0}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0}
nav a{display:inline-block;padding:.25rem 0}
summary{font-weight:600;cursor:pointer;padding:.25rem 0}
details{border-top:1px solid;padding:.35rem 0}
button{font:inherit;padding:.5rem 1rem}
blockquote{margin:.5rem 0;padding-inline-start:1rem;border-inline-start:3px solid}
.q{border:1px solid;border-radius:.5rem;margin:1rem 0;padding:.75rem 1rem;min-width:0;
break-inside:avoid}
.q legend,.q h3{font-weight:600;font-size:1.05rem;line-height:1.35;padding:0;margin:0}
.q legend{float:inline-start;width:100%;margin-bottom:.35rem}
.q legend+*{clear:both}
.hint{font-size:.9rem;margin:.35rem 0}
.mark{font-size:.9rem;margin:.35rem 0;padding-inline-start:.6rem;border-inline-start:3px solid}
.options{list-style:none;padding:0;margin:.6rem 0 0}
.options li{margin:.2rem 0}
.options label,.line{display:flex;gap:.6rem;align-items:baseline;padding:.2rem 0;min-height:1.75rem}
.options input{flex:none;margin:0}
.options [type=radio],.options [type=checkbox]{width:1.15rem;height:1.15rem;
transform:translateY(.15rem)}
.options b{flex:none;min-width:1.1em}
[type=number]{font:inherit;width:5rem;padding:.25rem}
[type=number].wide{width:10rem}
textarea{font:inherit;width:100%;padding:.4rem;display:block}
.box{flex:none;display:inline-block;width:4mm;height:4mm;border:.35mm solid;
transform:translateY(.6mm)}
.round{border-radius:50%}
.rank{width:8mm;height:6mm;transform:translateY(1.5mm)}
.blank{display:inline-block;width:35mm;border-bottom:.3mm solid;height:7mm}
.rule{border-bottom:.2mm solid;height:8mm}
.sign{display:flex;gap:8mm;margin:1rem 0}
.sign>span{flex:2;display:flex;gap:2mm;align-items:end}
.sign>span+span{flex:1}
.sign i{flex:1;border-bottom:.3mm solid}
.scroll{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;font-size:.85rem;line-height:1.3;font-variant-numeric:tabular-nums}
th,td{border:1px solid;padding:.15rem .35rem;vertical-align:baseline}
th{font-weight:400;text-align:start}
thead th{font-weight:700;text-align:center;vertical-align:bottom}
td{text-align:end}
td,thead th+th{min-width:2.8em}
.points{width:100%}
.points th:first-child{width:99%}
@media screen{.points tr>:first-child{position:sticky;inset-inline-start:0;background:Canvas}}
.group th{font-weight:600;border-top-width:2px}
.total td{height:2.2em}
tbody{break-inside:avoid}
abbr{text-decoration:none}
.item{break-inside:avoid-page;margin:.75rem 0}
@media(min-width:34rem){
.row{display:flex;gap:.25rem}
.row li{flex:1;margin:0;min-width:0}
.row label,.row .line{flex-direction:column;align-items:center;text-align:center;gap:.25rem}
.row .text{font-size:.9rem;line-height:1.25}
}
@media print{
body{max-width:none;padding:0;font-size:10.5pt}
nav,button{display:none}
.scroll{overflow:visible}
a::after{content:" (" attr(href) ")";font-size:.85em}
h2,h3,h4,summary,h3+p,#key .options{break-after:avoid}
.q{padding:.6rem .8rem;margin:.7rem 0}
.options li{margin:0}
.options label,.line{min-height:0}
}
)css";

constexpr std::string_view kPageStyle = R"css(
:root{color-scheme:light dark;background:Canvas;color:CanvasText}
)css";

constexpr std::string_view kPaperStyle = R"css(
:root{color-scheme:light;background:#fff;color:#000}
body{max-width:190mm}
a{color:inherit}
#key,#advice{break-before:page}
h2{margin-top:0}
)css";

// A string of CSS, within a style element.
std::string css_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : clean(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) || c == ' ') {
      out += c;
    } else {
      static constexpr char kHex[] = "0123456789abcdef";
      out += {'\\', kHex[byte >> 4], kHex[byte & 15], ' '};
    }
  }
  return out + "\"";
}

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

bool right_to_left(std::string_view tag) {
  static constexpr std::string_view kTags[] = {"ar", "ckb", "dv", "fa", "he", "ks",
                                               "ps", "sd",  "ug", "ur", "yi"};
  return std::find(std::begin(kTags), std::end(kTags), primary(tag)) != std::end(kTags);
}

class Printer {
 public:
  Printer(const Quiz& quiz, std::size_t language, Form form)
      : quiz_(quiz),
        language_(language),
        page_(form == Form::kPage),
        wording_(wording_of(quiz, language, true)),
        words_(wording_.french ? kFrench : kEnglish),
        foreign_(!wording_.french && primary(quiz.languages[language]) != "en"),
        points_(outcome_points(quiz)),
        scales_(scale_points(quiz)) {}

  std::string print() {
    const std::string& tag = quiz_.languages[language_];
    put("<!doctype html>\n<html lang=\"" + escaped_html(tag) + "\"" +
        (right_to_left(tag) ? " dir=\"rtl\"" : "") + ">\n<head>\n<meta charset=\"utf-8\">\n" +
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + own(quiz_.title) +
        "</title>\n<style>" + std::string(kStyle) + std::string(page_ ? kPageStyle : kPaperStyle) +
        margins() + "</style>\n</head>\n<body>\n<header>\n<h1>" + own(quiz_.title) + "</h1>\n");
    blocks(quiz_.description);
    put("<p class=\"mark\"><strong>" + ui(words_.limits) + "</strong> " + own(quiz_.limits) +
        "</p>\n");
    if (page_) {
      put("<nav><ul><li><a href=\"#form\">" + ui(words_.questions) +
          "</a></li><li><a href=\"#key\">" + ui(words_.key) + "</a></li><li><a href=\"#advice\">" +
          ui(words_.advice) + "</a></li></ul></nav>\n");
    }
    put("</header>\n<main>\n");
    form();
    key();
    advice();
    put("</main>\n</body>\n</html>\n");
    return std::move(html_);
  }

 private:
  void put(std::string_view html) { html_ += html; }

  std::string own(const Text& text) const { return escaped_html(text.in(language_)); }
  // Within words that may be of another direction.
  std::string apart(const Text& text) const { return "<bdi>" + own(text) + "</bdi>"; }

  // Words of this program, with values that are already HTML; marked where the quiz's language is
  // another.
  std::string ui(std::string_view sentence, Values values = {}) const {
    const std::string text = say(sentence, values);
    return foreign_ ? "<span lang=\"en\" dir=\"ltr\">" + text + "</span>" : text;
  }
  void put_ui(std::string_view tag, std::string_view sentence, Values values = {}) {
    const std::string_view name = tag.substr(0, tag.find(' '));
    put("<" + std::string(tag) + ">" + ui(sentence, values) + "</" + std::string(name) + ">\n");
  }

  std::string condition(const Condition& one) const {
    return escaped_html(say_condition(quiz_, one, wording_));
  }
  std::string named(std::uint16_t outcome) const {
    return "<b>" + outcome_letter(quiz_, outcome) + "</b> " + apart(quiz_.outcomes[outcome].title);
  }

  // What stands in the margins of every printed page. Browsers that know no margin boxes leave
  // them empty; the limits stand above the questions too.
  std::string margins() const {
    const auto& limits = quiz_.limits.in(language_);
    return "@page{margin:16mm 16mm 22mm;@top-left{content:" +
           css_string(quiz_.title.in(language_)) +
           ";font:8pt system-ui,sans-serif}@bottom-left{content:" + css_string(limits) +
           ";width:86%;font:7pt/1.25 system-ui,sans-serif;vertical-align:top;padding-top:3mm;"
           "text-align:left}@bottom-right{content:counter(page) \" / \" counter(pages);font:8pt "
           "system-ui,sans-serif;vertical-align:top;padding-top:3mm}}@page:first{@top-left{content:"
           "none}}\n";
  }

  void blocks(const RichText& text) {
    for (const Block& block : text) {
      const auto items = [&](std::string_view tag) {
        put("<" + std::string(tag) + ">");
        for (const Text& item : block.texts) put("<li>" + own(item) + "</li>");
        put("</" + std::string(tag) + ">\n");
      };
      switch (block.kind) {
        case Block::Kind::kParagraph:
          put("<p>" + own(block.texts[0]) + "</p>\n");
          break;
        case Block::Kind::kHeading:
          put("<p><strong>" + own(block.texts[0]) + "</strong></p>\n");
          break;
        case Block::Kind::kList:
          items("ul");
          break;
        case Block::Kind::kSteps:
          items("ol");
          break;
        case Block::Kind::kQuote:
          put("<blockquote>" + own(block.texts[0]) + "</blockquote>\n");
          break;
        case Block::Kind::kLink: {
          const std::string href = own(block.href);
          // A path of the site leads nowhere from a file or a sheet.
          const bool path = href.substr(0, 1) == "/";
          put(path ? "<p>" + own(block.texts[0]) + " (" + href + ")</p>\n"
                   : "<p><a href=\"" + href + "\" rel=\"noreferrer\">" + own(block.texts[0]) +
                         "</a></p>\n");
        }
      }
    }
  }

  // The form.

  void form() {
    put("<section id=\"form\">\n");
    put_ui("h2", words_.questions);
    put_ui("p", page_ ? words_.how_page : words_.how_paper);
    if (!page_) {
      put("<p class=\"sign\"><span>" + ui(words_.name) + "<i></i></span><span>" + ui(words_.date) +
          "<i></i></span></p>\n");
    }
    if (page_) put("<form autocomplete=\"off\">\n");
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) question(q);
    if (page_) {
      put("<p><button type=\"reset\">" + ui(words_.clear) + "</button></p>\n</form>\n");
    }
    put("</section>\n");
  }

  void question(std::size_t q) {
    const Question& question = quiz_.questions[q];
    const std::string number = decimal(q + 1);
    const std::string title = number + ". " + own(question.text);
    put(page_ ? "<fieldset class=\"q\">\n<legend>" + title + "</legend>\n"
              : "<section class=\"q\">\n<h3>" + title + "</h3>\n");
    if (question.when.op != Condition::Op::kAlways) {
      put("<p class=\"mark\">" + ui(words_.only_if, {condition(question.when)}) + "</p>\n");
    }
    if (question.sensitive) {
      put_ui("p class=\"mark\"", page_ ? words_.sensitive_page : words_.sensitive_paper);
    }
    if (!question.help.empty()) put("<p class=\"hint\">" + own(question.help) + "</p>\n");
    std::string hints;
    const auto hint = [&](std::string_view sentence, Values values = {}) {
      hints += (hints.empty() ? "" : " ") + ui(sentence, values);
    };
    if (question.kind == QuestionKind::kMultiple) {
      const std::string min = decimal(question.min);
      const std::string max = decimal(question.max);
      const bool all = question.max == static_cast<std::int64_t>(question.options.size());
      if (question.min == question.max) {
        hint(words_.tick_exactly, {min});
      } else if (all) {
        question.min == 0 ? hint(words_.tick_any) : hint(words_.tick_least, {min});
      } else {
        question.min == 0 ? hint(words_.tick_up_to, {max}) : hint(words_.tick_between, {min, max});
      }
    } else if (question.kind == QuestionKind::kRank) {
      hint(words_.rank, {decimal(question.options.size())});
    }
    if (question.optional) hint(words_.optional);
    if (question.after) hint(words_.after);
    if (!hints.empty()) put("<p class=\"hint\">" + hints + "</p>\n");

    for (std::size_t s = 0; s < question.statements.size(); ++s) {
      put("<p><b>" + std::string(1, static_cast<char>('A' + s)) + "</b> " +
          own(question.statements[s]) + "</p>\n");
    }
    if (question.has_options()) {
      options(question, number);
    } else {
      field(question, number);
    }
    put(page_ ? "</fieldset>\n" : "</section>\n");
  }

  void options(const Question& question, const std::string& number) {
    put(question.ordered() ? "<ul class=\"options row\">\n" : "<ul class=\"options\">\n");
    const bool rank = question.kind == QuestionKind::kRank;
    const bool several = question.kind == QuestionKind::kMultiple;
    for (std::size_t o = 0; o < question.options.size(); ++o) {
      const Option& option = question.options[o];
      const std::string letters = letter(o);
      std::string text = own(option.text);
      if (text.empty() && question.kind == QuestionKind::kPair) text = ui(words_.pair[o]);
      if (option.exclusive) text += " " + ui(words_.alone);
      const std::string label = "<b>" + letters + "</b><span class=\"text\">" + text + "</span>";
      if (!page_) {
        put("<li><span class=\"line\"><span class=\"box" +
            std::string(rank      ? " rank"
                        : several ? ""
                                  : " round") +
            "\"></span>" + label + "</span></li>\n");
      } else if (rank) {
        put("<li><label><input type=\"number\" min=\"1\" max=\"" +
            decimal(question.options.size()) + "\" name=\"q" + number + letters + "\">" + label +
            "</label></li>\n");
      } else {
        put("<li><label><input type=\"" + std::string(several ? "checkbox" : "radio") +
            "\" name=\"q" + number + "\" value=\"" + letters + "\">" + label + "</label></li>\n");
      }
    }
    put("</ul>\n");
  }

  void field(const Question& question, const std::string& number) {
    const std::string min = say_tenths(10 * question.min, wording_);
    const std::string max = say_tenths(10 * question.max, wording_);
    if (question.kind == QuestionKind::kNumber) {
      put("<p class=\"hint\">" + ui(words_.number, {min, max}) + "</p>\n");
      const std::string unit = question.unit.empty() ? "" : " " + own(question.unit);
      put(page_ ? "<p><label>" + ui(words_.number_label) +
                      " <input class=\"wide\" type=\"number\" name=\"q" + number + "\" min=\"" +
                      decimal(question.min) + "\" max=\"" + decimal(question.max) + "\">" + unit +
                      "</label></p>\n"
                : "<p><span class=\"blank\"></span>" + unit + "</p>\n");
      return;
    }
    put("<p class=\"hint\">" + ui(words_.text, {max}) + "</p>\n");
    if (page_) {
      put("<p><label>" + ui(words_.text_label) + " <textarea name=\"q" + number +
          "\" rows=\"3\" maxlength=\"" + decimal(question.max) + "\"></textarea></label></p>\n");
      return;
    }
    // A hand writes some seventy characters on a line.
    const std::int64_t lines = std::clamp<std::int64_t>((question.max + 69) / 70, 1, 10);
    for (std::int64_t line = 0; line < lines; ++line) put("<div class=\"rule\"></div>\n");
  }

  // The key.

  bool counts() const {
    const auto& begin = points_.starts.front().tenths;
    return !points_.rows.empty() ||
           std::any_of(begin.begin(), begin.end(), [](std::int64_t t) { return t != 0; });
  }

  // Whether so many answers can stand in a straight line that it is looked at.
  bool can_be_straight() const {
    const auto stands = [](const Question& question) {
      return question.scored() && question.kind != QuestionKind::kMultiple;
    };
    return quiz_.scoring == Scoring::kEvidence &&
           static_cast<std::size_t>(
               std::count_if(quiz_.questions.begin(), quiz_.questions.end(), stands)) >= kStraight;
  }

  void key() {
    put("<section id=\"key\">\n");
    put_ui("h2", words_.key);
    put_ui("p", words_.key_lead);
    put_ui("h3", words_.letters);
    put_ui("p", words_.letters_lead);
    put("<ul class=\"options\">\n");
    for (const std::uint16_t k : by_priority(quiz_)) {
      const Outcome& outcome = quiz_.outcomes[k];
      put("<li><b>" + outcome_letter(quiz_, k) + "</b> " + own(outcome.title) +
          (outcome.derived ? " — " + ui(words_.by_rule_alone) : "") + "</li>\n");
    }
    put("</ul>\n");
    steps();
    if (counts()) {
      put_ui("h3", words_.points);
      put_ui("p", words_.points_lead);
      table(
          points_, [&](std::uint16_t k) { return outcome_letter(quiz_, k); },
          [&](std::uint16_t k) { return own(quiz_.outcomes[k].title); }, {}, words_.points);
    }
    if (!quiz_.scales.empty()) {
      put_ui("h3", words_.scale_points);
      put("<ul class=\"options\">\n");
      for (std::size_t s = 0; s < quiz_.scales.size(); ++s) {
        const Scale& scale = quiz_.scales[s];
        put("<li><b>" + decimal(s + 1) + "</b> " +
            ui(words_.scale_ends, {apart(scale.title), apart(scale.low), apart(scale.high)}) +
            "</li>\n");
      }
      put("</ul>\n");
      table(
          scales_.points, [](std::uint16_t s) { return decimal(s + 1); },
          [&](std::uint16_t s) { return own(quiz_.scales[s].title); }, scales_.most,
          words_.scale_points);
    }
    put("</section>\n");
  }

  void step(std::string_view sentence, Values values = {}) {
    put("<li>" + ui(sentence, values) + "</li>\n");
  }

  void overrides(bool after_points) {
    for (const Rule& rule : quiz_.rules) {
      if (rule.kind != Rule::Kind::kOverride || reads_result(rule.when) != after_points) continue;
      put("<li>" + ui(words_.override_, {condition(rule.when), named(rule.outcome)}) + " <strong>" +
          ui(words_.stop) + "</strong></li>\n");
    }
  }

  void steps() {
    const std::size_t columns = points_.columns.size();
    put_ui("h3", words_.steps);
    put("<ol>\n");
    step(words_.check);
    overrides(false);
    const auto gated = [&](std::uint16_t k) {
      return quiz_.outcomes[k].when.op != Condition::Op::kAlways;
    };
    const bool gates = std::any_of(points_.columns.begin(), points_.columns.end(), gated);
    if (gates) put("<li>" + ui(words_.cross_out) + "\n<ul>\n");
    std::vector<bool> said(quiz_.outcomes.size(), false);
    for (const std::uint16_t k : points_.columns) {
      if (!gated(k) || said[k]) continue;
      std::string letters;
      for (const std::uint16_t other : points_.columns) {
        if (!(quiz_.outcomes[other].when == quiz_.outcomes[k].when)) continue;
        said[other] = true;
        letters += (letters.empty() ? "" : ", ") + outcome_letter(quiz_, other);
      }
      put("<li>" + ui(words_.stays, {"<b>" + letters + "</b>", condition(quiz_.outcomes[k].when)}) +
          "</li>\n");
    }
    if (gates) put("</ul></li>\n");
    if (counts()) step(words_.add);
    step(counts() ? words_.first : words_.first_by_letter);
    overrides(true);
    if (gates && columns > 1) step(words_.one_left);
    if (columns > 1) kinds();
    if (!quiz_.modules.empty()) step(words_.modules);
    if (!quiz_.scales.empty()) step(words_.scales);
    put("</ol>\n");
  }

  // What kind of advice it is, where more than one result is left.
  void kinds() {
    const std::size_t columns = points_.columns.size();
    if (can_be_straight()) step(words_.straight);
    bool rules = false;
    for (const Rule& rule : quiz_.rules) {
      if (rule.kind == Rule::Kind::kOverride) continue;
      if (!rules) put("<li>" + ui(words_.rules) + "\n<ul>\n");
      rules = true;
      put("<li>" +
          ui(rule.kind == Rule::Kind::kCombine ? words_.combine : words_.beside,
             {condition(rule.when), named(rule.outcome)}) +
          "</li>\n");
    }
    if (rules) put("</ul></li>\n");
    // Three results that are equal have a third each.
    if (quiz_.scoring == Scoring::kEvidence && columns > 3) {
      put("<li>" + ui(words_.flat, {decimal(kFlat)}) + flat_table() + "</li>\n");
    }
    if (quiz_.close_call > 0) step(words_.close, {say_tenths(quiz_.close_call, wording_)});
    step(words_.otherwise);
  }

  std::string flat_table() const {
    std::string behind;
    std::string weighs;
    for (std::size_t d = 0; d < kFlattest; ++d) {
      behind += "<td>" + decimal(d) + "</td>";
      weighs +=
          "<td>" + decimal(std::lround(100 * std::pow(10, -static_cast<double>(d) / 10))) + "</td>";
    }
    return "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"" +
           std::string(words_.counts) + "\"><table class=\"flat\"><tr><th scope=\"row\">" +
           ui(words_.behind) + "</th>" + behind + "</tr><tr><th scope=\"row\">" +
           ui(words_.counts) + "</th>" + weighs + "</tr></table></div>";
  }

  std::string questions_of(const PointTable::Start& start) const {
    std::string numbers;
    for (const std::uint16_t q : start.questions) {
      numbers += (numbers.empty() ? "" : ", ") + decimal(q + 1);
    }
    return numbers;
  }

  // As many tables as it takes, each with a few of the columns.
  template <class Head, class Title>
  void table(const PointTable& points, Head head, Title title,
             const std::vector<PointTable::Start>& most, std::string_view caption) {
    const std::size_t width = points.columns.size();
    for (std::size_t from = 0; from < width; from += kColumns) {
      const std::size_t to = std::min(width, from + kColumns);
      const auto cells = [&](const std::vector<std::int64_t>& tenths, bool zeros) {
        std::string html;
        for (std::size_t c = from; c < to; ++c) {
          html +=
              "<td>" + (tenths[c] == 0 && !zeros ? "" : say_tenths(tenths[c], wording_)) + "</td>";
        }
        return html + "</tr>\n";
      };
      const auto any = [&](const std::vector<std::int64_t>& tenths) {
        return std::any_of(tenths.begin() + static_cast<std::ptrdiff_t>(from),
                           tenths.begin() + static_cast<std::ptrdiff_t>(to),
                           [](std::int64_t t) { return t != 0; });
      };
      const auto row = [](const std::string& label) {
        return "<tr><th scope=\"row\">" + label + "</th>";
      };
      put("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"" +
          std::string(caption) + "\"><table class=\"points\">\n<thead><tr><th scope=\"col\">" +
          ui(words_.answer) + "</th>");
      for (std::size_t c = from; c < to; ++c) {
        const std::uint16_t column = points.columns[c];
        put("<th scope=\"col\"><abbr title=\"" + title(column) + "\">" + head(column) +
            "</abbr></th>");
      }
      put("</tr></thead>\n<tbody>\n");
      for (const PointTable::Start& start : points.starts) {
        if (start.questions.empty()) {
          if (any(start.tenths)) put(row(ui(words_.begin)) + cells(start.tenths, true));
        } else if (any(start.tenths)) {
          put(row(ui(start.questions.size() == 1 ? words_.with_one : words_.with_many,
                     {questions_of(start)})) +
              cells(start.tenths, true));
        }
      }
      put("</tbody>\n");
      for (std::size_t r = 0; r < points.rows.size();) {
        const std::uint16_t q = points.rows[r].question;
        const Question& question = quiz_.questions[q];
        std::string body;
        for (; r < points.rows.size() && points.rows[r].question == q; ++r) {
          if (!any(points.rows[r].tenths)) continue;
          const std::uint16_t o = points.rows[r].option;
          std::string text = own(question.options[o].text);
          if (text.empty() && question.kind == QuestionKind::kPair) text = ui(words_.pair[o]);
          if (question.kind == QuestionKind::kRank) text += " " + ui(words_.put_first);
          body += row("<b>" + decimal(q + 1) + letter(o) + "</b> " + text) +
                  cells(points.rows[r].tenths, false);
        }
        if (body.empty()) continue;
        put("<tbody>\n<tr class=\"group\"><th colspan=\"" + decimal(to - from + 1) +
            "\" scope=\"rowgroup\">" + decimal(q + 1) + ". " + own(question.text) + "</th></tr>\n" +
            body + "</tbody>\n");
      }
      put("<tbody>\n<tr class=\"total\"><th scope=\"row\"><b>" + ui(words_.total) + "</b></th>");
      for (std::size_t c = from; c < to; ++c) put("<td></td>");
      put("</tr>\n");
      for (const PointTable::Start& start : most) {
        if (!any(start.tenths)) continue;
        put(row(start.questions.empty()
                    ? ui(words_.most)
                    : ui(start.questions.size() == 1 ? words_.most_one : words_.most_many,
                         {questions_of(start)})) +
            cells(start.tenths, true));
      }
      put("</tbody>\n</table></div>\n");
    }
  }

  // The advice.

  void advice() {
    put("<section id=\"advice\">\n");
    put_ui("h2", words_.advice);
    put_ui("h3", words_.results);
    for (const std::uint16_t k : by_priority(quiz_)) {
      const Outcome& outcome = quiz_.outcomes[k];
      const std::string title = named(k);
      put(page_ ? "<details>\n<summary>" + title + "</summary>\n"
                : "<section class=\"item\">\n<h4>" + title + "</h4>\n");
      put("<p><strong>" + own(outcome.summary) + "</strong></p>\n");
      blocks(outcome.body);
      put(page_ ? "</details>\n" : "</section>\n");
    }
    if (!quiz_.modules.empty()) {
      put_ui("h3", words_.extra);
      put_ui("p", words_.extra_lead);
      modules(kNoPart);
      for (std::size_t p = 0; p < quiz_.parts.size(); ++p) {
        const Part& part = quiz_.parts[p];
        put(page_ ? "<details>\n<summary>" + own(part.title) + "</summary>\n"
                  : "<h4>" + own(part.title) + "</h4>\n");
        if (!part.lead.empty()) put("<p>" + own(part.lead) + "</p>\n");
        if (part.most > 0) put_ui("p class=\"hint\"", words_.at_most, {decimal(part.most)});
        modules(static_cast<std::uint16_t>(p));
        if (page_) put("</details>\n");
      }
    }
    put("</section>\n");
  }

  void modules(std::uint16_t part) {
    for (const Module& module : quiz_.modules) {
      if (module.part != part) continue;
      put("<div class=\"item\">\n<p class=\"mark\">" +
          (module.when.op == Condition::Op::kAlways ? ui(words_.always)
                                                    : ui(words_.if_, {condition(module.when)})) +
          "</p>\n");
      if (!module.title.empty()) put("<p><strong>" + own(module.title) + "</strong></p>\n");
      blocks(module.body);
      put("</div>\n");
    }
  }

  const Quiz& quiz_;
  const std::size_t language_;
  const bool page_;
  const Wording wording_;
  const Words& words_;
  const bool foreign_;
  const PointTable points_;
  const ScaleTable scales_;
  std::string html_;
};

}  // namespace

std::string print_quiz(const Quiz& quiz, std::size_t language, Form form) {
  return Printer(quiz, language, form).print();
}

}  // namespace career_quiz::authoring
