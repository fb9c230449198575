// The quiz in SurveyJS, as its guide for pages without a framework says: scripts and style sheet in the
// head, a model, one question a page, and the result worked out from the answers when they are complete.
// The server puts the quiz in front: const quiz = {outcomes: [title…], points, model}, where points are
// what each choice of each question counts for an outcome's place, and model is SurveyJS's own format.

function best(answers) {
  const sums = quiz.outcomes.map(() => 0);
  for (const [question, choice] of Object.entries(answers)) {
    const points = quiz.points[question][choice];
    for (const outcome in points) sums[outcome] += points[outcome];
  }
  return quiz.outcomes[sums.indexOf(Math.max(...sums))];
}

/** Asks the quiz in an element; returns what takes it away again. */
function mount(place) {
  const survey = new Survey.Model(quiz.model);
  survey.onCompleting.add(() => {
    survey.completedHtml = `<h2 class="title">${best(survey.data)}</h2>`;
  });
  survey.render(place);
  return () => {
    SurveyUI.unmountComponentAtNode(place);
    survey.dispose();
  };
}

document.addEventListener("DOMContentLoaded", () => mount(document.querySelector("#quiz")));
