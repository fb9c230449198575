// A quiz as somebody would write it by hand for one page: no framework, no engine, no reasons; simple
// sums. It is what the element is compared with. The server puts the quiz in front:
// const quiz = {outcomes: [title…], questions: [{text, help, many, statements, options: [[text, points]…]}…]},
// where points are an object from an outcome's place to what the option counts for it.

/** Asks `quiz` in a form. */
function mount(form, { outcomes, questions }) {
  const answers = questions.map(() => []);
  let at = 0;
  let fault = "";

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  function title() {
    const text = at < questions.length ? questions[at].text : outcomes[best()];
    return make("h2", { className: "title", tabIndex: -1, textContent: text });
  }

  function progress() {
    const said = make("p", { textContent: `Question ${at + 1} sur ${questions.length}` });
    const bar = make("progress", { max: questions.length, value: at });
    bar.setAttribute("aria-hidden", "true");
    return [said, bar];
  }

  function option([text], place) {
    const input = make("input", {
      type: questions[at].many ? "checkbox" : "radio",
      name: "answer",
      value: place,
      checked: answers[at].includes(place),
    });
    return make("label", { className: "option" }, input, make("span", { textContent: text }));
  }

  function buttons() {
    const row = make("p", { className: "actions" }, make("button", { textContent: "Suivant" }));
    if (at > 0) {
      row.append(" ", make("button", { type: "button", textContent: "Retour", onclick: back }));
    }
    return row;
  }

  function question() {
    const { help, many, statements, options } = questions[at];
    const group = make("fieldset", {}, make("legend", {}, title()));
    const hints = [help, many && "Plusieurs réponses possibles.", ...(statements ?? [])];
    const said = hints.filter(Boolean).map((hint, place) => {
      group.append(make("p", { id: `hint-${place}`, textContent: hint }));
      return `hint-${place}`;
    });
    if (fault) {
      group.append(make("p", { id: "fault", role: "alert", textContent: fault }));
      said.push("fault");
    }
    if (said.length) group.setAttribute("aria-describedby", said.join(" "));
    group.append(...options.map(option));
    return [...progress(), group, buttons()];
  }

  /** The outcome that most answers speak for. */
  function best() {
    const sums = outcomes.map(() => 0);
    answers.forEach((chosen, place) => {
      for (const each of chosen) {
        const [, points] = questions[place].options[each];
        for (const outcome in points) sums[outcome] += points[outcome];
      }
    });
    return sums.indexOf(Math.max(...sums));
  }

  function result() {
    const rows = questions.map(({ text, options }, place) => {
      const chosen = answers[place].map((each) => options[each][0]).join(", ");
      const change = () => show(place);
      return make(
        "li",
        {},
        make("p", { textContent: text }),
        make("p", {}, make("b", { textContent: chosen })),
        make("button", { type: "button", textContent: "Changer", onclick: change }),
      );
    });
    return [title(), make("p", { textContent: "Vos réponses :" }), make("ol", {}, ...rows)];
  }

  /** Shows the question at a place, or the result behind the last one. */
  function show(place, focus = true) {
    at = place;
    fault = "";
    form.replaceChildren(...(at < questions.length ? question() : result()));
    if (focus) form.querySelector(".title").focus();
  }

  function read() {
    answers[at] = [...form.querySelectorAll("input:checked")].map(({ value }) => Number(value));
    return answers[at].length > 0;
  }

  function back() {
    read();
    show(at - 1);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (read()) return show(at + 1);
    fault = "Choisissez une réponse pour continuer.";
    form.replaceChildren(...question());
    form.querySelector("input").focus();
  });

  show(0, false);
}

mount(document.querySelector("#quiz"), quiz);
