// The live quiz in the language that the reader asks for; the answers stay as they are.
const quiz = document.querySelector("career-quiz");
const buttons = [...document.querySelectorAll("button[data-language]")];
for (const button of buttons) {
  button.addEventListener("click", () => {
    quiz.lang = button.dataset.language;
    for (const other of buttons) other.ariaPressed = String(other === button);
  });
}
document.querySelector(".languages").hidden = false;
