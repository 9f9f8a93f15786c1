// Every number of the starter's web page, for every month: its text, key numbers, tables, table files, maps
// (titles, labels, legends, words), charts, notes, methods and account, beside what SQL finds in the
// project. What is compared is taken out of the page; a digit that is left over was checked by nobody.
// Then the same words in what pdftotext and unzip find in the PDF and the Word document of some months.
// usage: node starter.mjs PROJECT PAGE.html [MONTH=TEXT...]
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { deadly, incidents, month_before, number, on_map, plain, toll, worded } from "./tell.mjs";

const [project, file] = process.argv.slice(2);
const problems = new Map();
let compared = 0, month = "";
const problem = (where, text) => problems.set(where, [...(problems.get(where) || []), `${month} ${text}`]);
const same = (where, what, said, wanted) => {
  compared++;
  if (String(said) !== String(wanted)) problem(where, `${what}: says ${said}, SQL finds ${wanted}`);
};

// ---- what SQL finds: the rows, summed here
const sql = (text) => JSON.parse(execFileSync("sqlite3", ["-json", project, text], { encoding: "utf8", maxBuffer: 1 << 28 }) || "[]");
const rows = sql(`SELECT i.key, i.day, strftime('%Y-%m', i.day * 86400, 'unixepoch') AS month, coalesce(p.code, a.code) AS area,
  i.type, i.claim, i.verification, i.place_precision AS precision, m.method, coalesce(i.killed_low, i.killed, i.killed_high) AS kl,
  coalesce(i.killed_high, i.killed, i.killed_low) AS kh, coalesce(i.injured_low, i.injured, i.injured_high) AS jl,
  coalesce(i.injured_high, i.injured, i.injured_low) AS jh,
  coalesce(i.evidence_count, (SELECT count(*) FROM evidence e WHERE e.incident_id = i.id)) AS evidence
  FROM incident i LEFT JOIN match m ON m.incident_id = i.id LEFT JOIN area a ON a.id = m.area_id AND a.level >= 1
  LEFT JOIN area p ON p.id = a.parent_id AND p.level = 1 WHERE i.withdrawn_run IS NULL ORDER BY i.day, i.key`);
const names = new Map(sql(`SELECT a.code, n.text FROM area a JOIN name n ON n.kind = 'area' AND n.ref_id = a.id WHERE a.level = 1
  AND n.lang = 'main' AND a.layer_id IN (SELECT id FROM layer WHERE role = 'areas')`).map((one) => [one.code, one.text]));
const codes = new Map([...names].map(([code, name]) => [name, code]));
const file_rows = sql("SELECT read, rejected, sha256 FROM run WHERE read > 0 AND file IS NOT NULL ORDER BY id")[0];
const [span] = sql("SELECT date(min(first_day) * 86400, 'unixepoch') AS first, date(max(last_day) * 86400, 'unixepoch') AS last FROM coverage");
const sum = (list) => {
  const one = { incidents: list.length, deadly: 0, deadly_unknown: 0, evidence: 0 };
  for (const who of ["killed", "injured"]) for (const what of ["low", "high", "stated", "unknown"]) one[`${who}_${what}`] = 0;
  for (const row of list) {
    for (const [who, low, high] of [["killed", row.kl, row.kh], ["injured", row.jl, row.jh]]) {
      one[`${who}_${low === null ? "unknown" : "stated"}`]++;
      one[`${who}_low`] += low || 0;
      one[`${who}_high`] += high || 0;
    }
    one.deadly += row.kl > 0;
    one.deadly_unknown += row.kl === null;
    one.evidence += row.evidence;
  }
  return one;
};
const kept = new Map();
const fact = (when, key = "", value) => {
  const id = `${when} ${key} ${value}`;
  if (!kept.has(id)) kept.set(id, sum(rows.filter((row) => (!when || row.month === when) && (!key || row[key] === value))));
  return kept.get(id);
};
const touched = (when, column = "incidents") => [...names.keys()].filter((code) => fact(when, "area", code)[column] > 0);
const all_counts = (column) => new Set([...new Set(rows.map((row) => row.month))].flatMap((when) =>
  [...names.keys()].map((code) => fact(when, "area", code)[column])).filter(Boolean));
const year = (when) => Number(when.slice(0, 4));
const long = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const month_name = (when) => `${long[Number(when.slice(5)) - 1]} ${year(when)}`;
const days_of = (when) => [`1 ${month_name(when)}`, `${new Date(Date.UTC(year(when), Number(when.slice(5)), 0)).getUTCDate()} ${month_name(when)}`];
const date_name = (day) => `${Number(day.slice(8))} ${month_name(day.slice(0, 7))}`;

// ---- a text, taken apart
// Each rule that meets takes its words out, and compares what they say; dates and versions are no counts.
const explain = (where, text, rules) => {
  let rest = text.replace(/\u00a0/g, " ");
  for (const [pattern, check] of rules)
    rest = rest.replace(pattern, (...found) => {
      const pairs = check ? check(...found) : [];
      for (let i = 0; i + 1 < pairs.length; i += 2) same(where, found[0], pairs[i], pairs[i + 1]);
      return " ";
    });
  if (/\d/.test(rest)) problem(where, `nobody checks: ${rest.replace(/\s+/g, " ").trim()}`);
};
const value_of = (text) => { const at = [...Array(13).keys()].find((value) => worded(value) === text.toLowerCase()); return at ?? Number(text.replace(/,/g, "")); };
const plural = (word) => word === "a" || word === "one" ? "one" : word.toLowerCase();
const words_of = (value) => plural(worded(value));
const constant = [/SHA-256 [0-9a-f]+…?/g, /hash of the rows [0-9a-f]{64}/g, /CC BY 4\.0/g, /31°\/37° N/g, /Chora [0-9.]+ from \S+;/g,
  /“3–7”/g, /\b0: the reports named/g, /\b0 means that the reports/g].map((pattern) => [pattern]);
const dates = [[/[A-Z]\w+ is covered (from|to) the (\d+)\w\w only/g, (_, way, day) => [day, Number((way === "from" ? span.first : span.last).slice(8))]], [/\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{4})?/g],
  [/\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b/g, (said) => {
    const known = [month, month_before(month, 1), month_before(month, 12)].filter(Boolean).map(month_name);
    return [known.includes(said) ? said : "another month", said];
  }]];
const span_rules = () => [[new RegExp(`\\((\\d+) rows, (\\d+ \\w{3} \\d{4}) – (\\d+ \\w{3} \\d{4})\\)`, "g"), (_, count, from, to) => [count, rows.length,
  from, date_name(span.first).replace(/([A-Z]\w{2})\w*/, "$1"), to, date_name(span.last).replace(/([A-Z]\w{2})\w*/, "$1")]],
  [/(?:from|to|,|covers|series) (\d+ [A-Z]\w+ \d{4}) (?:–|to) (\d+ [A-Z]\w+ \d{4})/g, (_, from, to) =>
    _.startsWith("compared") ? [] : [from, date_name(span.first), to, date_name(span.last)]]];
const shown_rule = (column) => [/(\d+) of (\d+) incidents? shown(?:; (\d+) left out by the filter)?/, (_, shown, of, left) => {
  const count = fact(month)[column], out = rows.filter((row) => row.month === month && !(row.kl > 0)).length;
  return [shown, count, of, count, left || 0, column === "deadly" ? out : 0];
}];

// ---- key numbers and sentences
const keys_text = (html) => {
  const all = fact(month), was = fact(month_before(month, 1)), cards = [...html.matchAll(/<div>(.*?)<\/div>/gs)].map(([, card]) => card);
  const big = (card) => plain(/<b[^>]*>(.*?)<\/b>/.exec(card)[1]), small = (card) => plain(card.replace(/<b[^>]*>.*?<\/b>/, "").replace(/<\/(dt|dd|span)>/g, " "));
  const before = (who) => [[/^[^0-9]*([\d,]+(?:–[\d,]+)?) in (?=[A-Z])/, (_, range) => [range, toll(was, who, "")]],
    [/\(?not known for (\d+) incident/, (_, count) => [count, all[`${who}_unknown`] || was[`${who}_unknown`]]],
    [/\((\d+) not known\)/, (_, count) => [count, was[`${who}_unknown`]]]];
  same("key numbers", "incidents", big(cards[0]), number(all.incidents));
  explain("key numbers", small(cards[0]), [[/(\d+) (more|fewer) than in [^(;]*/, (_, by, way) => [way === "more" ? by : -by, all.incidents - was.incidents]],
    [/\((\d+)\)/, (_, count) => [count, was.incidents]], [/(\d+) with deaths/, (_, count) => [count, all.deadly]],
    [/(\d+) not known/, (_, count) => [count, all.deadly_unknown]], ...dates]);
  same("key numbers", "killed", big(cards[1]), toll(all, "killed", ""));
  explain("key numbers", small(cards[1]), [...before("killed"), ...dates]);
  same("key numbers", "injured", big(cards[2]), toll(all, "injured", ""));
  explain("key numbers", small(cards[2]), [...before("injured"), ...dates]);
  same("key numbers", "provinces", big(cards[3]), number(touched(month).length));
  explain("key numbers", small(cards[3]), [[/of (\d+)/, (_, count) => [count, names.size]],
    [/(\d+) in [A-Z][a-z]+(?: \d{4})?(?:: (.*))?/, (_, count, list) => [count, touched(month_before(month, 1)).length,
      list ? list.split(/, | and /).length : count, count]], ...dates]);
};
const people_rules = () => ["killed", "injured"].flatMap((who) => {
  const all = fact(month);
  return [[new RegExp(`between ([\\d,]+|\\w+) and ([\\d,]+|\\w+) people ${who}`), (_, low, high) => [value_of(low), all[`${who}_low`], value_of(high), all[`${who}_high`]]],
    [new RegExp(`Sources report ([\\d,]+|\\w+) (?:people|person) ${who}`), (_, count) => [value_of(count), all[`${who}_low`], value_of(count), all[`${who}_high`]]],
    [new RegExp(`up to ([\\d,]+|\\w+) (?:people|person) ${who}`), (_, count) => [0, all[`${who}_low`], value_of(count), all[`${who}_high`]]],
    [new RegExp(`For (\\w+) incidents? the number of ${who === "killed" ? "dead" : "injured"} is not known`), (_, count) => [value_of(count), all[`${who}_unknown`]]]];
});
const claim_words = { claimed: "claimed", attributed: "attributed", suspected: "suspected" };
const sentence_rules = () => {
  const all = fact(month), was = fact(month_before(month, 1)), counted = (claim) => rows.filter((row) => row.month === month && row.claim === claim).length;
  return [[/(\w+) incidents? (?:was|were) recorded in [A-Z]\w+ \d{4}/g, (_, count) => [plural(count), all.incidents ? words_of(all.incidents) : "no"]],
    [/, ([\w,]+) (more|fewer) than in [A-Z]\w+(?: \d{4})?/g, (_, by, way) => [by, worded((way === "more" ? 1 : -1) * (all.incidents - was.incidents))]],
    [/, after ([\w,]+) in [A-Z]\w+(?: \d{4})?/g, (_, count) => [count, worded(was.incidents)]],
    ...people_rules(),
    [/recorded in (\w+) of (\d+) provinces/g, (_, count, of) => [worded(Number(count)) === "undefined" ? count : isNaN(count) ? count : worded(Number(count)), worded(touched(month).length), of, names.size]],
    [/recorded in (\w+) provinces, deaths in (\w+) of them/g, (_, count, dead) => [count, worded(touched(month).length), dead, worded(touched(month, "deadly").length)]],
    ...Object.keys(claim_words).map((claim) => [new RegExp(`([A-Z]?\\w+) (?:was|were|is|are)(?: only)? ${claim}`, "g"), (_, count) => [count.toLowerCase(), worded(counted(claim))]])];
};

// ---- tables
const cells_of = (row) => [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => plain(cell));
const unquoted = (line) => [...line.matchAll(/("([^"]|"")*"|[^,]*)(,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replace(/""/g, '"'))
  .slice(0, line.endsWith(",") ? undefined : -1); // the end of a line is no cell
const file_of = (section) => {
  const link = /href="data:text\/csv[^,]*,([^"]*)"/.exec(section);
  return link ? decodeURIComponent(link[1]).replace("\uFEFF", "").trim().split(/\r?\n/).map(unquoted) : [];
};
const sorts_of = (row) => [...row.matchAll(/data-sort="(-?[\d.]+)"/g)].map(([, value]) => Number(value));
const province_row = (where, cells, one, was) => {
  const wanted = [number(one.incidents), deadly(one), toll(one, "killed"), toll(one, "injured"), number(was.incidents)];
  wanted.slice(0, cells.length - 1).forEach((value, i) => same(where, `${cells[0]} column ${i + 1}`, cells[i + 1], value));
};
const provinces_table = (section) => {
  const body = [...section.matchAll(/<tr class="?(\w+)"?(?: data-key="([^"]+)")?>(.*?)<\/tr>/gs)];
  for (const [, role, code, row] of body) {
    const one = role === "total" ? fact(month) : fact(month, "area", code), was = role === "total" ? fact(month_before(month, 1)) : fact(month_before(month, 1), "area", code);
    if (role === "body" || role === "total") {
      province_row("table", cells_of(row), one, was);
      const sorted = [one.incidents, one.deadly_unknown === one.incidents ? -1 : one.deadly, one.killed_stated ? one.killed_high : -1, one.injured_stated ? one.injured_high : -1];
      sorts_of(row).slice(0, 4).forEach((value, i) => same("table's order", `${code || "total"} ${i}`, value, sorted[i]));
    }
    if (role === "rest") {
      const others = [...names.keys()].filter((one) => !touched(month).includes(one));
      same("table", "the others", cells_of(row).join(" "), [`Other ${others.length} provinces`, ...cells_of(row).slice(1, 5).map(() => 0),
        ...cells_of(row).slice(5).map(() => others.reduce((all, code) => all + fact(month_before(month, 1), "area", code).incidents, 0))].join(" "));
    }
  }
  same("table", "rows", body.filter(([, role]) => role === "body").length, touched(month).length);
  const lines = file_of(section).slice(1).filter(([name]) => codes.has(name));
  same("table's file", "rows", lines.length >= touched(month).length, true);
  for (const line of lines) province_row("table's file", line, fact(month, "area", codes.get(line[0])), fact(month_before(month, 1), "area", codes.get(line[0])));
  const note = plain(/<p class=note>(.*?)<\/p>/s.exec(section)?.[1] || ""), all = fact(month);
  const lone = (who) => rows.filter((row) => row.month === month && row[who] === null);
  explain("table's note", note, [...constant, [/Without the incident of (\d+ \w+) in ([^,]+), for which the number of (dead|injured)/g, (_, day, place, what) => {
    const [row] = lone(what === "dead" ? "kl" : "jl");
    return [day, date_name(new Date(row.day * 864e5).toISOString().slice(0, 10)).replace(/ \d+$/, ""), lone(what === "dead" ? "kl" : "jl").length, 1];
  }], [/Without (\d+) incidents? for which the number of (dead|injured)/g, (_, count, what) => [count, what === "dead" ? all.killed_unknown : all.injured_unknown]], ...dates]);
};
const incidents_table = (section) => {
  const body = [...section.matchAll(/<tr class="?body"? data-key="([^"]+)">(.*?)<\/tr>/gs)], own = rows.filter((row) => row.month === month);
  explain("table of incidents", plain(/<h3[^>]*>(.*?)<\/h3>/s.exec(section)[1]), [[/The (\w+) incidents of [A-Z]\w+ \d{4}/, (_, count) => [count, worded(own.length)]],
    [/The incident of [A-Z]\w+ \d{4}/, () => [own.length, 1]]]);
  same("table of incidents", "rows", body.map(([, key]) => key).sort().join(), own.map((row) => row.key).sort().join());
  for (const [, key, html] of body) {
    const row = own.find((one) => one.key === key), cells = cells_of(html);
    if (!row) continue;
    const day = new Date(row.day * 864e5), one = sum([row]);
    same("table of incidents", `${key} day`, cells[0].replace(/\u00a0/g, " ").replace(key, "").trim(),
      `${["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][day.getUTCDay()]} ${day.getUTCDate()} ${long[day.getUTCMonth()].slice(0, 3)}`);
    same("table of incidents", `${key} killed`, cells[4], toll(one, "killed", ""));
    same("table of incidents", `${key} injured`, cells[5], toll(one, "injured", ""));
    same("table of incidents", `${key} evidence`, /evidence: (\d+)/.exec(cells[3])?.[1] ?? 0, row.evidence);
    const file = file_of(section).find((line) => line.some((cell) => cell.includes(key)));
    if (file) same("table of incidents", `${key} in its file`, file.slice(-2).join(" "), [toll(one, "killed", ""), toll(one, "injured", "")].join(" "));
  }
};
const account_table = (section) => {
  const own = fact(month).incidents, placed = rows.filter((row) => row.month === month && names.has(row.area)).length;
  const wanted = { [month_name(month)]: [own, placed, own - placed, 0, 0], "Other periods": [rows.length - own, "–", "–", "–", 0],
    "All rows": [rows.length, placed, own - placed, 0, 0] };
  const body = [...section.matchAll(/<tr class="?\w+"?>(.*?)<\/tr>/gs)].map(([, row]) => cells_of(row)).filter((cells) => cells.length === 6 && cells[0] !== "Rows");
  same("account", "rows", body.map(([name]) => name.replace(/\u00a0/g, " ")).join(), Object.keys(wanted).join());
  for (const [name, ...cells] of [...body, ...file_of(section).slice(1).map((line) => line.slice(0, 6))])
    same("account", name, cells.join(" "), (wanted[name.replace(/\u00a0/g, " ")] || []).join(" "));
};
const method_rules = () => {
  const own = rows.filter((row) => row.month === month), known = { site: "exact", "near it": "near", town: "place", district: "district", province: "province", country: "country" };
  const methods = { coordinates: "point", name: "name", code: "code", "other name": "alternate", sound: "sound", "similar name": "similar", "nearest town": "nearest", decision: "decision", "not found": "none" };
  return [[/SHA-256 ([0-9a-f]{64})/, (_, hash) => [hash, file_rows.sha256]], ...constant, [/Rows in the project: (\d+); left out by the filter: (\d+)/, (_, all, left) => [all, rows.length, left, 0]],
    [/marked \*: (\d+) for the killed and (\d+) for the injured/, (_, killed, injured) => [killed, fact(month).killed_unknown, injured, fact(month).injured_unknown]],
    [/Of the (\d+) incidents? of the period/, (_, count) => [count, own.length]],
    [/(\d+) known (?:to the )?(site|near it|town|district|province|country)/g, (_, count, what) => [count, own.filter((row) => row.precision === known[what]).length]],
    [/(coordinates|other name|similar name|nearest town|not found|name|code|sound|decision) (\d+)/g, (_, how, count) => [count, rows.filter((row) => (row.method || "none") === methods[how]).length]],
    [/(\d+ [A-Z]\w+ \d{4}) to (\d+ [A-Z]\w+ \d{4}); compared with (\d+ [A-Z]\w+ \d{4}) to (\d+ [A-Z]\w+ \d{4})/, (_, from, to, was, until) =>
      [from, days_of(month)[0], to, days_of(month)[1], was, days_of(month_before(month, 1))[0], until, days_of(month_before(month, 1))[1]]],
    [/imported \d+ [A-Z]\w+ \d{4}/], ...span_rules(), [/read (\d+), of which (\d+) rejected/, (_, read, rejected) => [read, file_rows.read, rejected, file_rows.rejected]], ...dates];
};

// ---- figures
const svg_texts = (svg) => [...svg.matchAll(/<text class="(v-[a-z0-9-]+)"[^>]*>(.*?)<\/text>|<title>([^<]*)<\/title>/gs)]
  .map(([, role, text, title]) => title === undefined ? { role, text: plain(text) } : { role: "title", text: plain(title) });
const label_of = (svg) => plain(/<svg[^>]*?aria-label="([^"]*)"/s.exec(svg)[1]);
const map_picture = (svg, column) => {
  const area = (code) => fact(month, "area", code), total = fact(month)[column], marks = [...svg.matchAll(/data-id="(AF-[A-Z]+)"[^>]*><title>([^<]*)<\/title>/g)];
  same("map", `${column}: areas`, marks.length, names.size);
  for (const [, code, title] of marks) same("map", `${column} ${code}`, plain(title), `${names.get(code)}: ${on_map(area(code), column)}`);
  const above = [...names.keys()].filter((code) => area(code)[column] > 0), layer = /data-id="layer-labels"[^>]*>(.*?)<g id="[^"]*layer-scale/s.exec(svg)?.[1] || "";
  const labels = [...layer.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, text]) => plain(text)).filter((text) => /\d/.test(text));
  same("map's labels", column, labels.map((text) => text.replace(/\s+/g, " ").trim()).sort().join(), above.map((code) => `${names.get(code)} ${number(area(code)[column])}`).sort().join());
  const classes = svg_texts(svg).filter(({ role }) => role.startsWith("v-legend-label")).map(({ text }) => text).filter((text) => /^[1-9]/.test(text));
  const limits = classes.map((text) => text.split("–").map(Number)), counts = new Set([...all_counts("incidents"), ...all_counts("deadly")]);
  for (const count of counts) same("map's legend", `${column}: ${count} is in one class`, limits.filter(([from, to = from]) => count >= from && count <= to).length, 1);
  for (const limit of limits.flat()) same("map's legend", `${column}: some area has ${limit}`, counts.has(limit), true);
  const areas_in = (test) => [...names.keys()].filter((code) => test(area(code)[column])).length;
  const told = svg_texts(svg).filter(({ role }) => role === "v-legend-count").map(({ text }) => text);
  if (told.length) same("map's legend", `${column}: areas`, told.join(), [areas_in((count) => !count), ...limits.map(([from, to = from]) => areas_in((count) => count >= from && count <= to))].join());
  const list = (text) => text.split(", ").filter((one) => /\d/.test(one)).flatMap((one) => { const [, name, count] = /^(.*) (\d+)$/.exec(one); return [count, number(area(codes.get(name))[column])]; });
  explain("map's words", label_of(svg), [[/(?:All incidents|Incidents with at least one death) \((\d+)\)/, (_, count) => [count, total]],
    [/(\S.*?) saw (\d+) of the (\d+) incidents/, (_, name, count, of) => [count, Math.max(...above.map((code) => area(code)[column])), of, total]],
    [/saw (\d+) each of the (\d+) incidents/, (_, count, of) => [count, Math.max(...above.map((code) => area(code)[column])), of, total]],
    [/(\d+) of (\d+) provinces have none on record/, (_, none, of) => [none, names.size - touched(month).length + (column === "deadly" ? touched(month).filter((code) => !area(code).deadly && !area(code).deadly_unknown).length : 0), of, names.size]],
    [/Total: (\d+) incidents?/, (_, count) => [count, total]], [/(?:Highest|Above zero): ([^.]*)\./, (_, text) => list(text)],
    [/Classes: ([^;.]*)/, (_, text) => [text.replace(/\s/g, ""), classes.join()]],
    [/(\d+) provinces with zero/, (_, count) => [count, [...names.keys()].filter((code) => on_map(area(code), column) === "0").length]],
    [/(\d+) without data/, (_, count) => [count, [...names.keys()].filter((code) => on_map(area(code), column) === "not known").length]],
    [/(\d+) incidents?\b/, (_, count) => [count, total]], ...dates]);
  for (const { role, text } of svg_texts(svg))
    if (/\d/.test(text) && !/^v-(scale-bar|legend-label|legend-count|area-label|label)/.test(role) && role !== "title" && !labels.includes(text))
      problem("map", `nobody checks: ${role} ${text}`);
};
const steps = (where, list) => {
  const values = list.map((text) => Number(text.replace(/,/g, "")));
  for (let i = 2; i < values.length; i++)
    if (values[i] > values[i - 1] && values[i - 1] > values[i - 2]) same(where, "axis", values[i] - values[i - 1], values[i - 1] - values[i - 2]);
};
// A thing with its people: "Kabul: 3 incidents, killed 5–12, injured 6–38".
const thing = (name, one) => {
  const people = (who) => toll(one, who, `* (not known for ${one[`${who}_unknown`]})`);
  return `${name}: ${incidents(one.incidents)}, killed ${people("killed")}, injured ${people("injured")}`;
};
const rows_picture = (svg, key, facts, columns) => {
  const texts = svg_texts(svg), others = names.size - touched(month).length, numbers = new Map();
  let name = null, at = 0;
  for (const { role, text } of texts) {
    if (role === "title") {
      const found = [...facts].find(([one]) => text.startsWith(`${one}: `));
      if (found) { same("chart", text.split(":")[0], text, thing(...found)); if (found[0] !== name) at = 0; name = found[0]; } else problem("chart", `nobody checks: ${text}`);
    } else if (/^v-row-label/.test(role) && /^Other/.test(text)) {
      same("chart", "the others", text, `Other ${others} provinces`);
      name = "others";
    } else if (/^v-number/.test(role)) {
      numbers.set(name, [...(numbers.get(name) || []), text]);
    } else if (/\d/.test(text) && role !== "v-axis-number") problem("chart", `nobody checks: ${role} ${text}`);
  }
  for (const [one, list] of numbers) {
    const wanted = one === "others" ? ["0", "0"] : columns(facts.get(one)).filter((text) => /\d/.test(text));
    same("chart's numbers", `${key} ${one}`, list.filter((text) => /\d/.test(text)).join(" "), wanted.slice(0, one === "others" ? list.length : undefined).join(" "));
  }
  steps("chart", texts.filter(({ role }) => role === "v-axis-number").map(({ text }) => text));
  explain("chart's words", label_of(svg), [...[...facts].map(([one, value]) => [`${thing(one, value)}`, () => []]),
    [/Other (\d+) provinces: 0 incidents/, (_, count) => [count, others]], ...dates]);
};
const months_of = () => { const list = []; for (let one = span.first.slice(0, 7); one <= span.last.slice(0, 7); one = month_before(one, -1)) list.push(one); return list; };
const month_thing = (when) => {
  const one = fact(when), claims = Object.keys(claim_words).map((claim) => [rows.filter((row) => row.month === when && row.claim === claim).length, claim]).filter(([count]) => count);
  return `${month_name(when)}: ${incidents(one.incidents)} (${claims.map((pair) => pair.join(" ")).join(", ")}), killed ${toll(one, "killed", `* (not known for ${one.killed_unknown})`)}`;
};
const months_picture = (svg) => {
  const texts = svg_texts(svg), shown = months_of().filter((when) => fact(when).incidents), columns = months_of().map((when) => number(fact(when).incidents));
  const tolls = months_of().map((when) => toll(fact(when), "killed"));
  for (const { text } of texts.filter(({ role, text }) => role === "title" && /\d/.test(text)))
    same("chart over time", text.split(":")[0], text, shown.map(month_thing).find((one) => one.startsWith(text.split(":")[0])) || `${text.split(":")[0]} is no month with incidents`);
  const drawn = texts.filter(({ role, text }) => /^v-number/.test(role) && /\d/.test(text)).map(({ text }) => text);
  const left = [...drawn];
  for (const wanted of columns) { const found = left.indexOf(wanted); same("chart over time", `a column of ${wanted}`, found >= 0, true); if (found >= 0) left.splice(found, 1); }
  for (const text of left) { const found = tolls.indexOf(text); same("chart over time", `killed ${text}`, found >= 0, true); if (found >= 0) tolls.splice(found, 1); }
  for (const { text } of texts.filter(({ text }) => /^20\d\d$/.test(text))) same("chart over time", "a year", months_of().some((when) => when.startsWith(text)), true);
  steps("chart over time", texts.filter(({ role }) => role === "v-axis-number").map(({ text }) => text).filter((text) => !/^20\d\d$/.test(text)));
  explain("chart over time's words", label_of(svg), [...months_of().map((when) => fact(when).incidents ? [month_thing(when), () => []] : [new RegExp(`${month_name(when)}: (\\d+) incidents[^;.]*`), (_, count) => [count, 0]]), ...span_rules(), ...dates]);
};
const figure = (html) => {
  const svgs = [...html.matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) => svg), title = plain(/<h3[^>]*>(.*?)<\/h3>/s.exec(html)?.[1] || "");
  const note = plain(/<figcaption class=note>(.*?)<\/figcaption>/s.exec(html)?.[1] || "");
  const words = plain(html.replace(/<svg.*?<\/svg>/gs, "").replace(/<figcaption.*?<\/figcaption>/gs, "").replace(/<p class=kicker>.*?<\/p>/s, "").replace(/<\/(p|h3)>/g, "; "));
  if (/by month$/.test(title)) {
    months_picture(svgs[0]);
    explain("figure's words", words, [...span_rules(), ...dates]);
    return explain("figure's note", note, [...constant, [/(\d+) of (\d+) incidents shown/, (_, shown, of) => [shown, rows.length, of, rows.length]], ...span_rules(), ...dates]);
  }
  if (/by type/.test(title))
    rows_picture(svgs[0], "type", new Map([...new Set(rows.filter((row) => row.month === month).map((row) => row.type))].map((type) => [type, fact(month, "type", type)])),
      (one) => [number(one.incidents), deadly(one), toll(one, "killed"), toll(one, "injured")]);
  else if (/by province/.test(title))
    rows_picture(svgs[0], "province", new Map(touched(month).map((code) => [names.get(code), fact(month, "area", code)])), (one) => [toll(one, "killed"), toll(one, "injured")]);
  else { map_picture(svgs[0], "incidents"); if (svgs[1]) map_picture(svgs[1], "deadly"); }
  const named = [[/All incidents \((\d+)\)/, (_, count) => [count, fact(month).incidents]],
    [/at least one death \((\d+)\)/, (_, count) => [count, fact(month).deadly]]];
  explain("figure's words", words, [...named, ...sentence_rules(), ...dates]);
  explain("figure's note", note, [...constant, ...named, shown_rule("incidents"), shown_rule("deadly"), ...span_rules(), ...dates]);
};

// ---- the page
const page = readFileSync(file, "utf8"), parts = new Map([...page.matchAll(/<template data-month="([^"]+)">(.*?)<\/template>/gs)].map(([, when, html]) => [when, html]));
const last = [...months_of()].pop();
if (!parts.has(last)) parts.set(last, page.slice(page.indexOf("<main"), page.indexOf("</main>")));
same("page", "months", [...parts.keys()].sort().join(), months_of().join());
const taken = (html, pattern, check) => html.replace(pattern, (found) => { check(found); return " "; });
for (const [when, html] of parts) {
  month = when;
  let rest = taken(html, /<dl class=keys>.*?<\/dl>/gs, keys_text);
  const kickers = (word) => [...html.matchAll(new RegExp(`<p class=kicker>${word} (\\d+)</p>`, "g"))].map(([, count]) => Number(count));
  for (const word of ["Figure", "Table"]) same("page", `${word}s`, kickers(word).join(), kickers(word).map((_, i) => i + 1).join());
  rest = taken(rest, /<figure.*?<\/figure>/gs, figure);
  rest = taken(rest, /<section class="table.*?<\/section>/gs, (section) => {
    if (/data-name="Province"/.test(section)) provinces_table(section);
    else if (/data-name="Status"/.test(section)) incidents_table(section);
    else if (/data-name="In the project"/.test(section)) account_table(section);
    else explain("about", plain(section.replace(/<\/t[dr]>/g, "; ").replace(/data:[^"]*/g, "")), method_rules());
  });
  rest = taken(rest, /<section class=box>.*?<\/section>/gs, (box) => explain("methods", plain(box.replace(/<\/p>|<br>/g, ". ")), method_rules()));
  explain("text", plain(rest.replace(/<\/(p|h\d|li)>/g, ". ")), [...constant, ...sentence_rules(), ...dates]);
}

// ---- on paper: each text with a number, each row of a table
const bare = (text) => text.normalize("NFKC").replace(/[\s\u2066-\u2069]+/g, "");
for (const [when, name] of process.argv.slice(4).map((one) => one.split("="))) {
  month = when;
  const paper = bare(readFileSync(name, "utf8")), html = parts.get(when).replace(/<svg.*?<\/svg>/gs, "");
  const texts = [...html.matchAll(/<(p|h3|dd|figcaption|b)\b[^>]*>(.*?)<\/\1>/gs)].filter(([whole]) => !/class=kicker/.test(whole)).map(([, , text]) => plain(text.replace(/<br>/g, " ")));
  const lines = [...html.matchAll(/<tr class="?(?:body|rest|total)"?[^>]*>(.*?)<\/tr>/gs)].map(([, row]) => cells_of(row)).filter((cells) => cells.length > 4);
  for (const text of [...texts, ...lines.filter(([first]) => !/^\w{3}\s\d+\s\w{3}/.test(first)).map((cells) => cells.join(""))])
    if (/\d/.test(text) && !/data:|CSV/.test(text)) same(name.replace(/^.*\./, ""), text.slice(0, 60), paper.includes(bare(text)), true);
}

for (const [where, list] of problems) console.error(`${where}: ${list.length} differ\n  ${list.slice(0, 6).join("\n  ")}`);
console.log(`${compared} numbers compared`);
process.exit(problems.size || compared < 5000 ? 1 : 0);
