// Counts as a report of Chora tells them in English.
export const number = (value) => value.toLocaleString("en-US");
const nothing_stated = (one, who) => one[`${who}_stated`] === 0 && one[`${who}_unknown`] > 0;
export const toll = (one, who, star = "*") => nothing_stated(one, who) ? "not known"
  : number(one[`${who}_low`]) +
    (one[`${who}_low`] === one[`${who}_high`] ? "" : `–${number(one[`${who}_high`])}`) +
    (one[`${who}_unknown`] > 0 ? star : "");
export const bound = (one, who, which) => nothing_stated(one, who) ? "not known" : number(one[`${who}_${which}`]);
export const best = (one, who) => one[`${who}_stated`] > 0 && one[`${who}_with_best`] === one[`${who}_stated`]
  ? number(one[`${who}_best`]) : toll(one, who);
export const deadly = (one) => one.incidents > 0 && one.deadly_unknown === one.incidents ? "not known"
  : number(one.deadly) + (one.deadly_unknown > 0 ? "*" : "");
// None with deaths while the dead of one are not known is no zero.
export const on_map = (one, column) => column === "deadly" && !one.deadly && one.deadly_unknown ? "not known" : number(one[column]);
const words = "none one two three four five six seven eight nine ten eleven twelve".split(" ");
export const worded = (value) => value < words.length ? words[value] : number(value);
export const incidents = (count) => `${number(count)} incident${count === 1 ? "" : "s"}`;
export const month_before = (month, count) => {
  const day = new Date(`${month}-15T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() - count);
  return day.toISOString().slice(0, 7);
};
export const plain = (html) => html.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">")
  .replace(/&#39;/g, "'").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
