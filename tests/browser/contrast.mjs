// Text whose colour is less than 4.5 : 1 against what lies behind it, of the page and in its figures.
export const faint = (page) => page.evaluate(() => {
  document.documentElement.style.scrollBehavior = "auto";
  const parse = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const solid = (colour) => colour.length < 4 || colour[3] > 0.99;
  const light = ([r, g, b]) => [r, g, b].map((one) => one / 255)
    .map((one) => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (solid(colour)) return colour;
    }
    return [255, 255, 255];
  };
  const under = (text) => { /* the uppermost shape in the middle of a text of a figure */
    scrollTo(0, text.getBoundingClientRect().top + scrollY - innerHeight / 2);
    const box = text.getBoundingClientRect();
    const pile = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const shape = pile.find((one) => one instanceof SVGGeometryElement &&
      getComputedStyle(one).fill.startsWith("rgb") && solid(parse(getComputedStyle(one).fill)));
    return shape ? parse(getComputedStyle(shape).fill) : pile.length ? ground(pile[0]) : null;
  };
  const found = new Set();
  const note = (text, colour, behind) => {
    if (behind && ratio(parse(colour), behind) < 4.5)
      found.add(`${text.textContent.trim().slice(0, 20)}: ${colour} on ${behind}`);
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || one.closest("script,style,svg,.hidden") || !one.getClientRects().length) continue;
    note(one, getComputedStyle(one).color, ground(one));
  }
  const kinds = new Map(); /* two of each kind in each figure */
  const first = (text) => {
    const kind = `${[...document.querySelectorAll("main svg")].indexOf(text.closest("svg"))} ${text.getAttribute("class")}`;
    kinds.set(kind, (kinds.get(kind) || 0) + 1);
    return kinds.get(kind) < 3;
  };
  for (const text of [...document.querySelectorAll("main svg text")].filter(first)) note(text, getComputedStyle(text).fill, under(text));
  scrollTo(0, 0);
  return [...found];
});
