// Contrast of all text that is to be seen, as WCAG 2.2 defines it (1.4.3): 4.5, and 3 for large text.
const colour = (text) => {
  const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
  return { r, g, b, a };
};
const over = (top, below) => ({
  r: top.r * top.a + below.r * (1 - top.a),
  g: top.g * top.a + below.g * (1 - top.a),
  b: top.b * top.a + below.b * (1 - top.a),
  a: 1,
});
const luminance = ({ r, g, b }) => {
  const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const backgroundOf = (element) => {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const layer = colour(getComputedStyle(at).backgroundColor);
    layers.push(layer);
    if (layer.a === 1) {
      break;
    }
  }
  return layers.reduceRight((below, top) => over(top, below), colour(getComputedStyle(document.body).backgroundColor));
};
const found = [];
let checked = 0;
const scope = document.querySelector('dialog[open]') ?? document.body;
for (const element of scope.querySelectorAll('*')) {
  const text = element.matches('input, textarea') ? element.value || element.placeholder
    : [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
  if (!text || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      || element.closest('.hidden, .skip, :disabled, noscript, script, style')) {
    continue;
  }
  const style = getComputedStyle(element);
  const background = backgroundOf(element);
  const front = luminance(over(colour(style.color), background));
  const back = luminance(background);
  const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
  const size = parseFloat(style.fontSize);
  const wanted = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  checked++;
  if (ratio < wanted) {
    found.push(`${element.tagName}.${element.className} "${text.slice(0, 30)}" ${ratio.toFixed(2)} ${style.color}`);
  }
}
return { checked, found };
