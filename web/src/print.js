/** On paper every fold is open. Browsers that cannot be told so in a style sheet are told here. */

/** @type {Set<WeakRef<ShadowRoot>>} */
const roots = new Set();
/** @type {HTMLDetailsElement[]} */
let opened = [];

/** @param {ShadowRoot} root */
export function openForPrint(root) {
  if (!roots.size) {
    addEventListener("beforeprint", open);
    addEventListener("afterprint", shut);
  }
  for (const reference of roots) {
    const known = reference.deref();
    if (!known || known === root) roots.delete(reference);
  }
  roots.add(new WeakRef(root));
}

function open() {
  for (const reference of roots) {
    const root = reference.deref();
    if (!root) roots.delete(reference);
    for (const fold of root?.querySelectorAll("details:not([open], .restart, .given)") ?? []) {
      opened.push(/** @type {HTMLDetailsElement} */ (fold));
    }
  }
  for (const fold of opened) fold.open = true;
}

function shut() {
  for (const fold of opened.splice(0)) fold.open = false;
}
