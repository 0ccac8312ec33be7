// Lighthouse (mobile, simulated slow 4G) over the pages people use, median of five runs. Usage: make lighthouse
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";

const RUNS = Number(process.env.RUNS ?? 5);
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const CATEGORIES = ["performance", "accessibility", "best-practices"];

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The app with its demonstration in a folder of its own. */
async function startApp() {
  const folder = mkdtempSync(join(tmpdir(), "lighthouse-"));
  const port = await freePort();
  const env = { ...process.env, DATA_DIR: folder, BIND: `127.0.0.1:${port}`, FLASK_APP: "wsgi" };
  for (const name of ["DATABASE_URL", "SECRET_KEY"]) delete env[name];
  for (const command of [["db", "upgrade"], ["demo", "prepare"]]) {
    execFileSync(".venv/bin/flask", command, { env, stdio: "ignore" });
  }
  const server = spawn(".venv/bin/gunicorn", ["-c", "gunicorn.conf.py", "wsgi:app"], { env, stdio: "ignore" });
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await fetch(`${base}/tro-giup`).catch(() => null))?.ok; tries++) {
    if (tries > 300) throw new Error("the app does not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const accounts = JSON.parse(readFileSync(join(folder, "demonstration-accounts.json"), "utf8"));
  const stop = () => { server.kill(); rmSync(folder, { recursive: true }); };
  return { base, accounts, stop };
}

const hidden = (page, name) => page.match(new RegExp(`name="${name}" value="([^"]*)"`))[1];

async function send(base, path, cookie, fields) {
  const opened = await fetch(base + path, { headers: { cookie } });
  const page = await opened.text();
  const body = new URLSearchParams({ csrf_token: hidden(page, "csrf_token"), ...fields(page) });
  const given = opened.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ") || cookie;
  return fetch(base + path, { method: "POST", body, headers: { cookie: given }, redirect: "manual" });
}

/** The cookie of the person who may sign in for a unit. */
async function signIn({ base, accounts }, unit) {
  const { phone, password } = accounts.find((each) => each.unit === unit);
  const answer = await send(base, "/dang-nhap", "", () => ({ phone, password }));
  return answer.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
}

async function logMeeting({ base }, cookie) {
  const answer = await send(base, "/nhat-ky/ghi/hop", cookie, (page) => ({
    key: hidden(page, "key"), type: "hop_tdp", luot_nguoi_du: "45", so_buoi: "1",
    held_on: page.match(/name="held_on" id="held_on" value="([\d-]+)"/)[1],
  }));
  return answer.headers.get("location");
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function measure(url, cookie) {
  const runs = [];
  for (let tries = 0; runs.length < RUNS; tries++) {
    if (tries > 2 * RUNS) throw new Error(`${url} cannot be measured`);
    const chrome = await chromeLauncher.launch({ chromeFlags: FLAGS });
    const extraHeaders = cookie ? { cookie } : {};
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, extraHeaders, logLevel: "error" });
    chrome.kill();
    if (lhr.finalDisplayedUrl !== url) throw new Error(`${url} leads to ${lhr.finalDisplayedUrl}`);
    if (lhr.categories.performance.score !== null) runs.push(lhr);
  }
  const figure = (read) => median(runs.map(read));
  const wrong = Object.values(runs[0].audits).filter((each) => each.score !== null && each.score < 1
    && CATEGORIES.slice(1).some((name) => runs[0].categories[name].auditRefs.some((ref) => ref.id === each.id)));
  return {
    scores: CATEGORIES.map((name) => Math.round(100 * figure((lhr) => lhr.categories[name].score))),
    interactive: figure((lhr) => lhr.audits.interactive.numericValue) / 1000,
    painted: figure((lhr) => lhr.audits["largest-contentful-paint"].numericValue) / 1000,
    wrong: wrong.map((each) => each.id),
  };
}

const app = await startApp();
let missed = 0;
try {
  const leader = await signIn(app, "TDP07");
  const reviewer = await signIn(app, "VHXH");
  const pages = [
    ["sign-in", "/dang-nhap", ""], ["home", "/", leader], ["log form", "/nhat-ky/ghi/hop", leader],
    ["guidance", "/nhat-ky/ghi/huong-dan", leader], ["receipt", await logMeeting(app, leader), leader],
    ["status", "/don-vi/TDP07", leader], ["units", "/don-vi", reviewer],
  ];
  console.log("page        performance  accessibility  best practices  interactive  largest paint");
  for (const [name, path, cookie] of pages) {
    const { scores, interactive, painted, wrong } = await measure(app.base + path, cookie);
    const late = name === "log form" && interactive > 1.7;
    if (scores[0] < 95 || scores[1] < 100 || scores[2] < 100 || late) missed++;
    const times = [interactive, painted].map((each) => `${each.toFixed(2)} s`.padStart(11));
    console.log(name.padEnd(12), scores.map((each) => String(each).padStart(11)).join("    "), times.join("  "), wrong.join(" "));
  }
} finally {
  app.stop();
}
process.exit(missed ? 1 : 0);
