// Every number of the starter report under the profile "public", month by month, is the one that SQL finds, is 0
// or at least 5, or is withheld: numbers of areas in tables, words, maps and charts, and what is told of the month.
// usage: node public.mjs PROJECT LEAST < dumps of `chora dump PROJECT report starter.md`, each after a line "MONTH 2022-01"
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const [project, least] = process.argv.slice(2);
const rows = JSON.parse(execFileSync("sqlite3", ["-json", project, `SELECT strftime('%Y-%m', i.day * 86400, 'unixepoch') AS month,
  (SELECT n.text FROM name n WHERE n.kind = 'area' AND n.ref_id = m.area_id AND n.lang IN ('en', 'main') ORDER BY n.lang LIMIT 1) AS area,
  i.killed_low AS low, i.killed_high AS high, i.injured FROM incident i JOIN match m ON m.incident_id = i.id WHERE i.withdrawn_run IS NULL`], { encoding: "utf8" }));
let compared = 0, withheld = 0;
const wrong = [];
const same = (where, told, wanted) => { compared++; if (String(told) !== String(wanted)) wrong.push(`${where}: ${told}, SQL has ${wanted}`); };
const toll = (list, low, high) => {
  const stated = list.filter((row) => row[low] !== null), sum = (column) => stated.reduce((all, row) => all + row[column], 0);
  if (!stated.length) return list.length ? "not known" : "0";
  return (sum(low) === sum(high) ? `${sum(low)}` : `${sum(low)}–${sum(high)}`) + (stated.length < list.length ? "*" : "");
};
const hidden = (text) => /withheld/.test(text);
// A number of incidents: withheld, or right and not small; `safe` when it is a sum over all areas or over several.
const count = (where, told, list, safe) => {
  if (hidden(told)) return void withheld++;
  same(where, told.replace("*", ""), list.length);
  if (!safe && list.length > 0 && list.length < 5) wrong.push(`${where}: ${told} is small and is told`);
};
const people = (where, told, list, low, high) => hidden(told) ? void withheld++ : same(where, told, toll(list, low, high));
const deadly = (list) => list.filter((row) => row.low > 0);

for (const part of readFileSync(0, "utf8").split(/^MONTH /m).slice(1)) {
  const month = part.slice(0, 7), own = rows.filter((row) => row.month === month), names = new Set(rows.map((row) => row.area));
  const at = (what) => `${month}, ${what}`, of = (area) => own.filter((row) => row.area === area);
  const told = new Set();
  let table = "", heads = [];
  for (const line of part.split("\n").map((one) => one.trim())) {
    const key = /^key "([^"]*)" (\S+)/.exec(line), cells = line.split(" | "), block = /^(table|figure) .*name="([^"]*)"/.exec(line);
    if (block) table = block[2];
    if (key && key[1] === "Incidents") count(at("key"), key[2], own, true);
    if (key && key[1] === "People killed") people(at("key"), `${key[2]}`, own.filter((row) => row.low !== null), "low", "high");
    if (key && key[1] === "Provinces affected") same(at("key"), key[2], new Set(own.map((row) => row.area)).size);
    const sentence = /paragraph: (\S+) incidents? w(?:as|ere) recorded in/.exec(line);
    if (sentence && /^\d/.test(sentence[1])) same(at("sentence"), sentence[1], own.length);
    if (/paragraph:/.test(line) && /withheld withheld|, the highest number in \.| in \.|^paragraph: (had|;)/.test(line)) wrong.push(at(`says "${line}"`));
    for (const [, area, number] of (/alt="Map.*All incidents/.test(line) && /Above zero: ([^"]*?)\. Classes/.exec(line) || ["", ""])[1].matchAll(/([A-Z][\w ]*?) (\d+)(?:,|$)/g))
      count(at(`map, ${area}`), number, of(area));
    if (/No recorded incidents/.test(line) && own.length) wrong.push(at(`"No recorded incidents" of ${own.length}: ${line.slice(0, 60)}`));
    if (/alt="Chart: People killed/.test(line))
      for (const [, area, number, killed] of line.matchAll(/([A-Z]\w+): (\d+) incidents?, killed ([^ ,]*)/g))
        if (names.has(area)) { count(at(`chart, ${area}`), number, of(area)); people(at(`chart, ${area}, killed`), killed, of(area), "low", "high"); }
    if (line.startsWith("head ")) heads = line.slice(5).split(" | ");
    if (table !== "provinces" || !/^(row|rest|total) /.test(line)) continue;
    const [, role, name] = /^(row|rest|total) (.*)/.exec(cells[0]);
    const list = role === "row" ? of(name) : role === "total" ? own : own.filter((row) => !told.has(row.area));
    if (role === "row") told.add(name);
    heads.forEach((head, i) => {
      const where = at(`${name}, ${head}`);
      if (/: all/.test(head)) count(where, cells[i], list, role !== "row");
      else if (/with deaths/.test(head)) count(where, cells[i], deadly(list), role !== "row");
      else if (/Killed/.test(head) && !/best/.test(head)) people(where, cells[i], list, "low", "high");
      else if (/Injured/.test(head)) people(where, cells[i], list, "injured", "injured");
    });
  }
}
wrong.forEach((one) => console.log(one));
console.log(`${compared} numbers compared, ${withheld} withheld`);
process.exit(wrong.length || compared < Number(least) || withheld === 0 ? 1 : 0);
