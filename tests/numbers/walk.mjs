// Each number that a report says, beside what SQL counts in the project: in the text of the PDF and of
// the web page, its key numbers, tables, table files, figures and months, in the exports and the manifest.
// usage: node walk.mjs PROJECT FOLDER, where FOLDER holds what tests/e2e/numbers.sh made.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { best, bound, deadly, month_before, number, on_map, plain, toll, worded } from "./tell.mjs";

const [project, folder] = process.argv.slice(2), here = new URL(".", import.meta.url).pathname;
const run = (program, args, input) => execFileSync(program, args, { input, encoding: "utf8", maxBuffer: 1 << 28 });
const read = (name) => readFileSync(`${folder}/${name}`, "utf8");
const problems = new Map();
let compared = 0;
const same = (where, what, said, wanted) => {
  compared++;
  if (String(said) === String(wanted)) return;
  if (!problems.has(where)) problems.set(where, []);
  problems.get(where).push(`${what}: says ${said}, SQL counts ${wanted}`);
};

// ---- what SQL counts
const sql = (text) => JSON.parse(run("sqlite3", ["-json", project], text) || "[]");
const facts = new Map(sql(readFileSync(`${here}/facts.sql`, "utf8")).map((row) => [`${row.month} ${row.area}`, row]));
const names = new Map(sql(`SELECT a.code, n.text FROM area a JOIN name n ON n.kind = 'area' AND n.ref_id = a.id
  WHERE a.level = 1 AND n.lang = 'main' AND a.layer_id IN (SELECT id FROM layer WHERE role = 'areas')`)
  .map((row) => [row.code, row.text]));
const months = read("months").trim().split("\n");
const nothing = new Proxy({}, { get: () => 0 });
const fact = (month, area) => facts.get(`${month} ${area}`) || nothing;
const touched = (month, column) => [...names.keys()].filter((code) => fact(month, code)[column] > 0);

// ---- as a report says it
const byName = (codes) => codes.map((code) => names.get(code)).sort();

// What a fact of the template should be.
const wanted = (month, area, key) => {
  const parts = key.split("."), last = parts.pop();
  let one = fact(month, area);
  if (parts[0] === "previous") one = fact(month_before(month, 1), area);
  if (parts[0] === "year_ago") one = fact(month_before(month, 12), area);
  if (parts[0] === "previous" || parts[0] === "year_ago") parts.shift();
  const who = parts[0];
  if (who === "killed" || who === "injured")
    return { low: () => bound(one, who, "low"), high: () => bound(one, who, "high"), range: () => toll(one, who),
             best: () => best(one, who), unknown: () => number(one[`${who}_unknown`]),
             stated: () => number(one[`${who}_stated`]) }[last]();
  if (["claimed", "attributed", "suspected", "verified", "unverified"].includes(who)) return number(one[who]);
  if (who === "deadly") return number(one.deadly);
  if (who === "provinces")
    return { count: () => number(touched(month, "incidents").length), total: () => number(names.size),
             words: () => worded(touched(month, "incidents").length), deadly: () => number(touched(month, "deadly").length),
             deadly_words: () => worded(touched(month, "deadly").length),
             list: () => byName(touched(month, "incidents")).join("|"),
             top: () => byName(touched(month, "incidents").filter((code) => fact(month, code).incidents ===
               Math.max(...touched(month, "incidents").map((other) => fact(month, other).incidents)))).join("|"),
             new: () => wanted_new(month).join("|") }[last]();
  return { count: () => number(one.incidents), words: () => worded(one.incidents), deadly: () => number(one.deadly),
           deadly_unknown: () => number(one.deadly_unknown), evidence: () => number(one.evidence),
           difference: () => number(one.incidents - fact(month_before(month, 1), area).incidents),
           kabul: () => number(fact(month, "AF-KAB").incidents), id: () => month,
           name: () => names.get(area), quiet: () => one.incidents ? "no" : "yes" }[last]();
};
// The first month is covered from its middle, so that nothing is called new in the second.
const wanted_new = (month) => months.indexOf(month) < 2 ? []
  : byName(touched(month, "incidents").filter((code) => !fact(month_before(month, 1), code).incidents));

const listed = (text) => text.split(/, | and /).filter(Boolean).sort().join("|");
const numbers_in = (text) => (text.replace(/\b(19|20)\d\d\b/g, "").match(/\d[\d,]*/g) || []).map((one) => one.replace(/,/g, ""));
// A sentence: its first word is the count, its figures are the bounds.
const check_sentence = (where, month, key, text) => {
  const one = fact(month, "all"), who = key.split(".")[0];
  if (who === "incidents") {
    same(where, `${month} ${key}`, text.split(" ")[0].toLowerCase(), one.incidents ? worded(one.incidents) : "no");
    return;
  }
  if (!one.incidents) return same(where, `${month} ${key}`, text, "");
  const told = numbers_in(text), low = one[`${who}_low`], high = one[`${who}_high`];
  if (low > 12 && low !== high) same(where, `${month} ${key}`, told.slice(0, 2).join(" "), `${low} ${high}`);
  else if (low > 12) same(where, `${month} ${key}`, told[0], low);
  if (one[`${who}_unknown`] && one[`${who}_stated`])
    same(where, `${month} ${key}`, /not known/.test(text) && text.toLowerCase().includes(`${worded(one[`${who}_unknown`])} incident`), true);
};
const check_text = (where, month, text) => {
  let seen = 0;
  for (const [, area, key, raw] of text.matchAll(/FACT (\S+) (\S+) =\s*([^;]*?)\s*;/g)) {
    const said = raw.replace(/\s+/g, " ");
    seen++;
    if (key.endsWith(".sentence")) check_sentence(where, month, key, said);
    else if (/\.(list|top|new)$/.test(key)) same(where, `${month} ${key}`, listed(said), wanted(month, area, key));
    else same(where, `${month} ${area} ${key}`, said.replace("−", "-"), wanted(month, area, key));
  }
  same(where, `${month} facts`, seen, Number(read("per-report")) + Number(read("per-province")) * touched(month, "incidents").length);
};

// ---- the PDF
for (const month of months) check_text("PDF", month, run("pdftotext", ["-raw", `${folder}/out/walk_${month}.pdf`, "-"]));

// ---- the web page
const page = read("out/walk.html"), shown = months[months.length - 1];
const parts = new Map([[shown, page.slice(page.indexOf("<main"), page.indexOf("</main>"))]]);
for (const [, month, html] of page.matchAll(/<template data-month="([^"]+)">(.*?)<\/template>/gs)) parts.set(month, html);
same("page", "months", [...parts.keys()].sort().join(), months.join());
const cells_of = (row) => [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => plain(cell));
const check_row = (where, month, area, cells, previous) => {
  const one = fact(month, area);
  same(where, `${month} ${area} incidents`, cells[1], number(one.incidents));
  same(where, `${month} ${area} deadly`, cells[2], deadly(one));
  same(where, `${month} ${area} killed`, cells[3], toll(one, "killed"));
  same(where, `${month} ${area} injured`, cells[4], toll(one, "injured"));
  if (previous) same(where, `${month} ${area} before`, cells[5], number(fact(month_before(month, 1), area).incidents));
};
const unquoted = (line) => [...line.matchAll(/("([^"]|"")*"|[^,]*)(,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replace(/""/g, '"'));
const check_tables = (month, html) => {
  const tables = [...html.matchAll(/<table.*?<\/table>/gs)].map(([table]) => table);
  const provinces = tables[0], has_previous = /Incidents in /.test(provinces);
  const rows = [...provinces.matchAll(/<tr class="?(\w+)"?(?: data-key="([^"]+)")?>(.*?)<\/tr>/gs)];
  for (const [, role, code, row] of rows) {
    if (role === "body") check_row("page's table", month, code, cells_of(row), has_previous);
    if (role === "total") check_row("page's table", month, "all", cells_of(row), has_previous);
    if (role === "rest") same("page's table", `${month} the others`, cells_of(row)[1], "0");
  }
  same("page's table", `${month} rows`, rows.filter(([, role]) => role === "body").length, touched(month, "incidents").length);
  same("page's table", `${month} total`, rows.filter(([, role]) => role === "total").length, 1);
  const link = /href="data:text\/csv[^,]*,([^"]*)"/.exec(html.slice(html.indexOf(provinces)));
  const lines = decodeURIComponent(link[1]).trim().split(/\r?\n/).slice(1).map(unquoted);
  for (const line of lines.filter(([name]) => names.size && [...names.values()].includes(name)))
    check_row("page's CSV", month, [...names].find(([, name]) => name === line[0])[0], line, has_previous);
  const stories = tables[1] ? [...tables[1].matchAll(/<tr class="?body/g)].length : 0;
  same("page's table of incidents", `${month} rows`, stories, fact(month, "all").incidents);
};
const check_figures = (month, html) => {
  const figures = [...html.matchAll(/<figure.*?<\/figure>/gs)].map(([figure]) => figure);
  const titles = (figure) => new Map([...figure.matchAll(/data-id="(AF-[A-Z]+)"[^>]*>(?:<title>)([^<]*)<\/title>/g)].map(([, code, title]) => [code, title]));
  const shows = { "all incidents": ["incidents", figures[0]], "incidents with deaths": ["deadly", figures[1]] };
  for (const [what, [column, figure]] of Object.entries(shows)) {
    const marks = titles(figure);
    same("map", `${month} ${what}: areas`, marks.size, names.size);
    for (const [code, title] of marks) same("map", `${month} ${code} ${what}`, title, `${names.get(code)}: ${on_map(fact(month, code), column)}`);
  }
  if (!fact(month, "all").incidents) return;
  const told = /<svg[^>]*aria-label="([^"]*)"/.exec(figures[2])[1].replace(/&#39;/g, "'");
  for (const code of touched(month, "incidents")) {
    const one = fact(month, code), part = new RegExp(`${names.get(code)}: ([^;.]*)`).exec(told);
    const people = (who) => toll(one, who, `* (not known for ${one[`${who}_unknown`]})`);
    same("chart", `${month} ${code}`, part && part[1],
      `${number(one.incidents)} incident${one.incidents === 1 ? "" : "s"}, killed ${people("killed")}, injured ${people("injured")}`);
  }
};
for (const [month, html] of parts) {
  check_text("page", month, plain(html));
  check_tables(month, html);
  check_figures(month, html);
  const keys = [...html.slice(html.indexOf("class=keys")).matchAll(/<b[^>]*>(.*?)<\/b>/g)].slice(0, 4).map(([, key]) => plain(key));
  const all = fact(month, "all");
  same("key numbers", month, keys.join(" "), [number(all.incidents), toll(all, "killed", ""), toll(all, "injured", ""),
    number(touched(month, "incidents").length)].join(" "));
}
for (const [month, , text] of JSON.parse(/id=months>(.*?)<\/script>/s.exec(page)[1]))
  same("page's months", month, text.replace(/^.*, /, ""), `${number(fact(month, "all").incidents)} incident${fact(month, "all").incidents === 1 ? "" : "s"}`);

// ---- exports
// Nothing is said of deaths where no figure is known for any incident.
const deadly_or_none = (one) => one.incidents > 0 && one.deadly_unknown === one.incidents ? "" : one.deadly;
const check_export = (where, head, rows) => {
  const at = (row, name) => row[head.indexOf(name)];
  same(where, "rows", rows.length, names.size * months.length);
  for (const row of rows) {
    const month = at(row, "period"), code = at(row, "code"), one = fact(month, code);
    const columns = { incidents: one.incidents, with_deaths: deadly_or_none(one), killed_not_known: one.killed_unknown,
                      injured_not_known: one.injured_unknown, evidence: one.evidence };
    for (const who of ["killed", "injured"])
      for (const which of ["low", "high"])
        if (one[`${who}_stated`] || !one.incidents) columns[`${who}_${which}`] = one[`${who}_${which}`];
    for (const [name, value] of Object.entries(columns)) same(where, `${month} ${code} ${name}`, at(row, name) ?? "", value);
  }
};
const [head, ...lines] = read("table.csv").replace("\uFEFF", "").trim().split(/\r?\n/).map(unquoted);
check_export("CSV", head.filter(Boolean), lines);
const sheet = run("unzip", ["-p", `${folder}/table.xlsx`, "xl/worksheets/sheet1.xml"]);
const book = [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row]) =>
  Array.from([...row.matchAll(/<c r="([A-Z])\d+"[^>]*?(?:\/>|>(.*?)<\/c>)/gs)].reduce((cells, [, column, cell]) => {
    cells[column.charCodeAt(0) - 65] = plain(cell || ""); /* An empty cell is not there. */
    return cells;
  }, [])));
check_export("XLSX", book[0], book.slice(1));
const areas = JSON.parse(read("areas.geojson")).features;
same("GeoJSON", "areas", areas.length, names.size);
for (const { properties } of areas)
  for (const month of months) same("GeoJSON", `${month} ${properties.code}`, properties[month], fact(month, properties.code).incidents);
for (const line of read("out/manifest.json").split("\n").filter((one) => one.includes('"format": "pdf"'))) {
  const entry = JSON.parse(line.replace(/,$/, ""));
  same("manifest", entry.period, entry.incidents, fact(entry.period, "all").incidents);
}

for (const [where, list] of problems) console.error(`${where}: ${list.length} differ\n  ${list.slice(0, 8).join("\n  ")}`);
console.log(`${compared} numbers compared`);
process.exit(problems.size || compared < 10000 ? 1 : 0);
