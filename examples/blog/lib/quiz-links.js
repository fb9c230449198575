// markdown-it plugin: a bare /quiz in an article becomes a link to the quiz. It depends on nothing
// else here, so that it can be copied into any site that renders Markdown with markdown-it:
//
//     eleventyConfig.amendLibrary("md", (md) => md.use(quizLinks));
//
// "faites le test ici : /quiz" is a mention, also in bold, in a list, in a heading, before a full
// stop and as /quiz/. Not a mention: code, the text of a link, a part of an address
// (https://example.org/quiz) or of another path (/quizzes, /quiz/2, /fr/quiz, /quiz.html, /quiz?x=1).

// A letter, digit or path sign before the mention makes it the tail of something longer.
const kBefore = /(?:^|[^\p{L}\p{N}_\/\\.~@:=&%+#?$-])$/u;
// The same after it; but . ? and : are punctuation unless a word follows at once.
const kAfter = /^(?![\p{L}\p{N}_\/\\~@=&%+#$-]|[.?:][\p{L}\p{N}_\/=&%])/u;
// A word with one of these is an address, whatever signs it contains.
const kAddress = /:\/\/|^www\.|@/i;

const kRawScope = /^<(\/?)(a|code|kbd|pre|samp)\b/i;

/**
 * Where the text mentions the path.
 * @param {string} text
 * @param {string} mention for instance "/quiz"
 * @returns {{start: number, end: number}[]} in order, not overlapping
 */
export function findMentions(text, mention) {
  const found = [];
  for (let start = text.indexOf(mention); start !== -1;) {
    let end = start + mention.length;
    if (text[end] === "/") end += 1;
    const before = text.slice(0, start);
    const word = /\S*$/.exec(before)[0];
    if (kBefore.test(before) && kAfter.test(text.slice(end)) && !kAddress.test(word)) {
      found.push({ start, end });
    }
    start = text.indexOf(mention, end);
  }
  return found;
}

/**
 * @param {import("markdown-it").default} md
 * @param {{mention?: string, href?: string}} [options] what authors type, and where it leads
 */
export function quizLinks(md, { mention = "/quiz", href = "/quiz/" } = {}) {
  const linkedTokens = (state, token) => {
    const tokens = [];
    const pushText = (content) => {
      if (content === "") return;
      const text = new state.Token("text", "", 0);
      text.content = content;
      text.level = token.level;
      tokens.push(text);
    };
    let done = 0;
    for (const { start, end } of findMentions(token.content, mention)) {
      pushText(token.content.slice(done, start));
      const open = new state.Token("link_open", "a", 1);
      open.attrs = [["href", href]];
      tokens.push(open);
      pushText(token.content.slice(start, end));
      tokens.push(new state.Token("link_close", "a", -1));
      done = end;
    }
    pushText(token.content.slice(done));
    return tokens;
  };

  md.core.ruler.push("quiz_links", (state) => {
    for (const block of state.tokens) {
      if (block.type !== "inline" || !block.content.includes(mention)) continue;
      // Depth inside links, and inside raw HTML whose text is not prose.
      let links = 0;
      let raw = 0;
      block.children = block.children.flatMap((token) => {
        if (token.type === "link_open") links += 1;
        if (token.type === "link_close") links -= 1;
        if (token.type === "html_inline") {
          const tag = kRawScope.exec(token.content);
          if (tag) raw = Math.max(0, raw + (tag[1] ? -1 : 1));
        }
        const prose = token.type === "text" && links === 0 && raw === 0;
        return prose ? linkedTokens(state, token) : [token];
      });
    }
  });
}
