/**
 * The element that a page shows around another, across slots and shadow roots, closed ones too.
 * @param {Element} element
 * @returns {Element | null} null around the outermost
 */
export function around(element) {
  const root = element.getRootNode();
  return (
    element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  );
}
