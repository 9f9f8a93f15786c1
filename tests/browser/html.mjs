// A report in a browser: the slider turns the month, a mark says the table's number, by mouse and by
// keyboard; no error, no request that leaves the page.
// usage: node html.mjs PAGE.html FOLDER DARI.html
import { check, finish, open as open_file } from "./browser.mjs";
import { faint } from "./contrast.mjs";

const [page_file, folder, leftward] = process.argv.slice(2);
const open = (options) => open_file(page_file, options);
const text = async (page, selector) => (await page.textContent(selector)).trim();

// ---- as it opens
let page = await open({ viewport: { width: 1280, height: 1000 } });
check((await text(page, "#month-name")) === "October 2021", "opens with another month");
check((await text(page, ".keys b")) === "9", "the first key number is not 9");
check((await page.getAttribute("#slider", "aria-valuetext")) === "October 2021, 9 incidents", "aria-valuetext");
check((await page.locator("h1").count()) === 1, "there is not one h1");
check((await page.locator(".legend span").allTextContents()).join() === "claimed,attributed,suspected",
  "the legend of the months");
const pale = async (where) => { for (const one of await faint(page)) check(false, `${where}, too faint: ${one}`); };
await pale("light");

// ---- headings leave no level out
const levels = await page.locator("h1,h2,h3,h4").evaluateAll((all) => all.filter((one) => one.offsetParent)
  .map((one) => Number(one.getAttribute("aria-level") || one.tagName[1])));
levels.forEach((level, i) => check(level - (i ? levels[i - 1] : 0) <= 1, `heading ${i + 1}: ${level} after ${levels[i - 1]}`));

// ---- a mark says what its row says
const row = async (code) => page.locator(`main tr[data-key="${code}"]`).first().evaluate((one) =>
  [...one.cells].map((cell) => cell.textContent.trim()));
const card = async () => page.locator(".picture .card:visible").first().evaluate((one) =>
  [one.querySelector("strong").textContent, ...[...one.querySelectorAll("dd")].map((cell) => cell.textContent.trim())]);
await page.locator('.picture [data-id="AF-KAB"]').first().hover();
check(JSON.stringify(await card()) === JSON.stringify(await row("AF-KAB")), "the card of Kabul is not its row");
check((await card())[1] === "3", "Kabul has not 3 incidents");

// ---- the same by keyboard
await page.locator(".picture").first().focus();
await page.keyboard.press("Home");
const first = await card();
check(first.length > 0 && (await text(page, "#said")).includes(first[0].split(":")[0]), "the first mark is not said");
await page.keyboard.press("ArrowRight");
check(JSON.stringify(await card()) !== JSON.stringify(first), "the arrow key does not move");
await page.keyboard.press("Home"); // every area that has a row says what it says; the others say that they have none
let rows = 0;
for (let i = 0; i < 34; i++) {
  const said = await card(), id = await page.locator(".picture .on").first().getAttribute("data-id");
  const own = (await page.locator(`main tr[data-key="${id}"]`).count()) ? await row(id) : null;
  rows += own !== null;
  check(own ? JSON.stringify(said) === JSON.stringify(own) : /: 0$/.test(said.join()), `the card of ${id}: ${said}; its row: ${own}`);
  await page.keyboard.press("ArrowRight");
}
check(rows === 6, `${rows} areas have a row`);
await page.keyboard.press("Escape");
check((await page.locator(".card:visible").count()) === 0, "Escape does not close the card");

// ---- tables
const heads = page.locator("table.sortable .heads th");
await heads.nth(0).locator("button").click();
check((await heads.nth(0).getAttribute("aria-sort")) === "ascending", "names do not sort upwards");
const names = await page.locator("table.sortable").first().locator("tbody tr").evaluateAll((rows) =>
  rows.map((one) => [one.className, one.cells[0].textContent.trim()]));
check(names[0][1] === "Kabul" && names[1][1] === "Kandahar", `sorted: ${names[0][1]}, ${names[1][1]}`);
check(names[names.length - 1][0] === "total", "the total is not the last row");
const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".download a").first().click()]);
const csv = await (await import("node:fs/promises")).readFile(await download.path(), "utf8");
check(csv.startsWith("\uFEFFProvince,") && csv.includes("Kabul,3,1,5\u201312"), `CSV: ${csv.slice(0, 120)}`);

// ---- months, by keyboard, mouse and button
await page.focus("#slider");
for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
check((await text(page, "#month-name")) === "February 2022", "the slider does not move the month");
check((await text(page, ".keys b")) === "0", "February 2022 has incidents");
check((await text(page, "#said")) === "February 2022, 0 incidents", "the month is not said");
check((await page.title()).includes("February 2022"), "the title keeps the old month");
await page.locator('.columns li[data-month="2022-04"]').click();
check((await text(page, ".keys b")) === "12", "a column does not choose its month");
await page.click("#earlier");
await page.click("#earlier");
check((await text(page, "#month-name")) === "February 2022", "the button does not step back");
await page.focus("#slider");
await page.keyboard.press("Home");
check(await page.locator("#earlier").isDisabled(), "there is a month before the first");
await page.locator('.columns li[data-month="2021-10"]').click();
check((await text(page, ".keys b")) === "9", "the month reported does not come back");
check((await page.locator("table.sortable .heads th button").count()) > 0, "tables do not sort any more");
const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((one) => one.id));
check(new Set(ids).size === ids.length, "two things have one id");

// ---- whatever the Tab key reaches is seen to be reached
await page.locator(".skip").focus();
const reached = new Set();
for (let i = 0; i < 24; i++) {
  await page.keyboard.press("Tab");
  const ring = await page.evaluate(() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return [one.tagName + (one.id ? `#${one.id}` : `.${one.className}`), style.outlineStyle, parseFloat(style.outlineWidth)];
  });
  reached.add(ring[0]);
  check(ring[1] !== "none" && ring[2] >= 2, `no ring round ${ring[0]}`);
}
for (const one of ["BUTTON#theme", "INPUT#slider", "DIV.picture"]) check(reached.has(one), `Tab does not reach ${one}`);

// ---- dark, narrow, printed, without a script
await page.click("#theme");
await pale("dark");
const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
check((await ground()) === "rgb(18, 24, 31)", `dark: ${await ground()}`);
await page.emulateMedia({ media: "print" });
check((await ground()) === "rgb(255, 255, 255)", "printed dark");
check(await page.locator("table.sortable .heads th").first().evaluate((one) =>
  getComputedStyle(one, "::after").content === '"Province"' && getComputedStyle(one.firstChild).display === "none"),
  "a head that is repeated in print is a button"); // which Chromium prints once
check((await page.pdf({ path: `${folder}/printed.pdf` })).length > 20000, "nothing is printed");
await page.close();
page = await open({ viewport: { width: 320, height: 800 } });
check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "too wide for 320 pixels");
await page.screenshot({ path: `${folder}/phone.png` });
await page.close();

// ---- what is wider than a phone says so, begins at its beginning, and can be reached and moved by the keyboard
for (const [file, left] of [[page_file, false], [leftward, true]]) {
  for (const width of [390, 1280]) {
    page = await open_file(file, { viewport: { width, height: 844 } });
    check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${file}: too wide for ${width}`);
    const boxes = await page.locator(".scroll,.picture").evaluateAll((all) => all.map((box) => ({
      room: box.scrollWidth - box.clientWidth, more: /more-(left|right)/.exec(box.className)?.[1], tab: box.tabIndex,
      hint: box.nextElementSibling?.matches(".hint") && getComputedStyle(box.nextElementSibling).display === "block" &&
        box.nextElementSibling.textContent.length > 5 })));
    for (const box of boxes) {
      check(!(box.room > 4) || (box.more === (left ? "left" : "right") && box.tab === 0 && box.hint),
        `${file} at ${width}: ${JSON.stringify(box)}`);
      check(box.room > 4 || !box.more, "a fade where there is no more");
    }
    check((boxes.some((box) => box.room > 4)) === (width === 390), `${file} at ${width}: what is wide`);
    if (width === 390) {
      const wide = page.locator(".picture:has(svg.wide)").first();
      await wide.evaluate((box) => { box.scrollLeft = box.scrollWidth * (getComputedStyle(box).direction === "rtl" ? -1 : 1); });
      await page.waitForFunction((one) => one.classList.contains("more-left") !== one.classList.contains("more-right"), await wide.elementHandle());
      check(await wide.evaluate((box, side) => box.classList.contains(side), left ? "more-right" : "more-left"), "the end of what is wide");
    }
    await page.close();
  }
}
page = await open({ javaScriptEnabled: false });
check((await text(page, ".keys b")) === "9" && !(await page.isVisible("#slider")), "without a script");
check((await page.locator("main svg").first().isVisible()), "no figure without a script");
await finish();
