// What the tests of web pages share: a browser in which errors and requests that leave the page are
// problems.
import { chromium } from "playwright-core";
import { existsSync } from "node:fs";

export const problems = [];
export const check = (holds, what) => { if (!holds) problems.push(what); };

const found = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/snap/bin/chromium"].find(existsSync);
const browser = await chromium.launch({ executablePath: found, args: ["--no-sandbox"] });

// Opens `file`; what it asks for must match `allowed`.
export const open = async (file, options, allowed = /^(data:|file:)/) => {
  const page = await browser.newPage(options);
  page.on("console", (said) => problems.push(`console: ${said.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!allowed.test(request.url())) problems.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  return page;
};

export const finish = async () => {
  await browser.close();
  for (const problem of problems) console.error(problem);
  process.exit(problems.length ? 1 : 0);
};
