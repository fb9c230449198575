// The block in the editor. It is rendered by career-quiz.php, so that nothing but its attributes is
// saved in a post.
(({ blockEditor, blocks, components, element, i18n }) => {
  const { createElement } = element;
  const { __ } = i18n;

  function Edit({ attributes, setAttributes }) {
    const field = (name, label, help, type = "text") =>
      createElement(components.TextControl, {
        label,
        help,
        type,
        value: attributes[name],
        onChange: (value) => setAttributes({ [name]: value }),
      });
    const toggle = (name, on, off, label, help) =>
      createElement(components.ToggleControl, {
        label,
        help,
        checked: attributes[name] === on,
        onChange: (checked) => setAttributes({ [name]: checked ? on : off }),
      });
    const { src, lang, mode, text, link } = attributes;
    return createElement(
      "div",
      blockEditor.useBlockProps(),
      createElement(
        blockEditor.InspectorControls,
        null,
        createElement(
          components.PanelBody,
          { title: __("Quiz", "career-quiz") },
          field(
            "text",
            __("Text where the quiz cannot run", "career-quiz"),
            __("For instance: Tell us about your project", "career-quiz"),
          ),
          field("link", __("Address that this text leads to", "career-quiz"), "", "url"),
          field(
            "src",
            __("Address of a quiz file", "career-quiz"),
            __("Without one: the quiz on mentoring and coaching", "career-quiz"),
          ),
          field(
            "lang",
            __("Language", "career-quiz"),
            __("Such as fr or en; without one, that of the page", "career-quiz"),
          ),
          toggle("mode", "full", "", __("Ask every question", "career-quiz")),
          toggle(
            "keep",
            "device",
            "",
            __("Answers can be kept", "career-quiz"),
            __("On the reader’s own device, if they ask for it", "career-quiz"),
          ),
          toggle(
            "history",
            true,
            false,
            __("Back stays in the quiz", "career-quiz"),
            __("The browser’s Back leads to the question before", "career-quiz"),
          ),
        ),
      ),
      // To look at: a click selects the block.
      createElement(
        components.Disabled,
        null,
        createElement(
          "career-quiz",
          { src: src || undefined, lang: lang || undefined, mode: mode || undefined },
          text || link,
        ),
      ),
    );
  }

  blocks.registerBlockType("career-quiz/quiz", {
    title: __("Career Quiz", "career-quiz"),
    description: __("A quiz that gives advice and says why.", "career-quiz"),
    edit: Edit,
    save: () => null,
  });
})(window.wp);
