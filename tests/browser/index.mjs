// The page over a batch in a browser: pictures open large and turn by key and button; nothing is asked
// for but files beside it. usage: node index.mjs INDEX.html
import { check, finish, open as open_file } from "./browser.mjs";

const [index] = process.argv.slice(2), folder = index.replace(/[^/]*$/, "");
const open = (options) => open_file(index, options, { test: (url) => /^data:/.test(url) || url.startsWith(`file://${folder}`) });

let page = await open({ viewport: { width: 1280, height: 900 } });
const drawn = (selector) => page.locator(selector).evaluateAll((all) =>
  all.every((one) => one.complete ? one.naturalWidth > 0 : true));
check(await drawn(".figures img"), "a picture is broken");
await page.locator("[data-series]").nth(1).click();
const caption = async () => (await page.textContent("figcaption")).trim();
check(/February 2022/.test(await caption()), `opens ${await caption()}`);
await page.keyboard.press("ArrowRight");
check(/March 2022/.test(await caption()), `the key turns to ${await caption()}`);
await page.click("#earlier");
await page.click("#earlier");
check(/January 2022/.test(await caption()) && await page.isDisabled("#earlier"), "the button does not stop at the first");
await page.waitForFunction(() => document.querySelector("dialog img").naturalWidth > 1000);
await page.keyboard.press("Escape");
check(!(await page.isVisible("dialog")), "Escape does not close");
check(await page.evaluate(() => document.activeElement.matches("[data-series]")), "the picture has not the focus back");
await page.locator("section").nth(3).locator("a", { hasText: "Web page" }).click();
await page.waitForSelector("#month-name");
check((await page.textContent("#month-name")) === "April 2022", "the link does not open its month");
check((await page.textContent(".keys b")) === "12", "the page does not show its month");
await page.close();
page = await open({ viewport: { width: 320, height: 800 } });
check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "too wide for 320 pixels");
await page.close();
page = await open({ javaScriptEnabled: false });
check((await page.locator(".figures img").count()) === 12, "no pictures without a script");
await finish();
