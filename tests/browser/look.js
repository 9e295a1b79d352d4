/*
 * look.js - looks at pages in Debian's Chromium and prints what is wrong with them, as JSON.
 *
 * node look.js MODULES PAGES.json: [{"name","url","says":[text...],"deep":true}...]. Every page is
 * seen without script in a WeChat phone; the deep ones also in a small dark one, with text twice
 * as large, on paper, and by axe: all rules in light, contrast again in dark. One text per finding;
 * [] is clean.
 * Pictures are taken when SHOTS names a folder.
 */
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, list] = process.argv.slice(2);
const { chromium } = require(path.join(modules, 'playwright-core'));
const axe = fs.readFileSync(path.join(modules, 'axe-core', 'axe.min.js'), 'utf8');
const WECHAT = 'Mozilla/5.0 (Linux; Android 14; PJD110) AppleWebKit/537.36 (KHTML, like Gecko) ' +
    'Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.47 ' +
    'NetType/WIFI Language/zh_CN';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SMALLEST = 44;
const findings = [];

function find(page, what) {
    findings.push(`${page.name}: ${what}`);
}

async function shoot(tab, name) {
    if (process.env.SHOTS) {
        await tab.screenshot({ path: path.join(process.env.SHOTS, `${name}.png`), fullPage: true });
    }
}

/* What a person with a phone gets: one answer, no script, no cookie, nothing from elsewhere. */
async function load(tab, page) {
    const asked = [];
    const listen = (request) => asked.push(request.url());
    tab.on('request', listen);
    const answer = await tab.goto(page.url);
    tab.off('request', listen);
    const away = asked.filter((url) => !url.startsWith('data:'));
    if (away.length !== 1) find(page, `asks for ${away.join(' ')}`);
    if (answer.status() !== (page.status || 200)) find(page, `answers ${answer.status()}`);
    if (answer.request().redirectedFrom()) find(page, 'redirects');
    return answer;
}

async function says(tab, page) {
    const text = await tab.locator('body').innerText();
    for (const word of page.says) {
        if (!text.includes(word)) find(page, `does not say ${word}`);
    }
}

/* Sizes are asked through the protocol of the browser: no script of the page is needed. */
async function fits(tab, page, what) {
    const wide = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    if (wide[0] > wide[1]) find(page, `${what}: ${wide[0]} px wide on ${wide[1]}`);
}

async function reachable(tab, page, what) {
    const small = await tab.evaluate((least) =>
        [...document.querySelectorAll('a,button,summary,input:not([type=hidden])')]
            .map((one) => [one.textContent.trim().slice(0, 20), one.getBoundingClientRect()])
            .filter(([, box]) => box.width > 0 && (box.width < least || box.height < least))
            .map(([name, box]) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`),
    SMALLEST);
    for (const one of small) find(page, `${what}: target ${one}`);
}

async function walk(browser, mode, options, pages) {
    const context = await browser.newContext({ ...options, userAgent: WECHAT, locale: 'zh-CN',
        javaScriptEnabled: false, deviceScaleFactor: process.env.SHOTS ? 2 : 1 });
    const tab = await context.newPage();
    for (const page of pages) {
        await load(tab, page);
        await says(tab, page);
        await fits(tab, page, mode);
        await reachable(tab, page, mode);
        await shoot(tab, `${page.name}-${mode}`);
    }
    if ((await context.cookies()).length > 0) findings.push(`${mode}: a cookie was set`);
    await context.close();
}

/* Text twice as large by the reader's own setting, and paper. */
async function stretch(browser, pages) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 },
        userAgent: WECHAT, bypassCSP: true });
    const tab = await context.newPage();
    for (const page of pages) {
        await load(tab, page);
        await tab.addStyleTag({ content: 'html{font-size:225%!important}' });
        await fits(tab, page, '200 %');
        await shoot(tab, `${page.name}-200`);
        await tab.emulateMedia({ media: 'print' });
        const left = await tab.evaluate(() => [...document.querySelectorAll('nav,form,.button')]
            .filter((one) => one.getBoundingClientRect().height > 0).length);
        if (left > 0) find(page, `${left} controls on paper`);
        await tab.emulateMedia({ media: null });
    }
    await context.close();
}

async function judge(browser, colorScheme, only, pages) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme,
        bypassCSP: true, userAgent: WECHAT });
    const tab = await context.newPage();
    for (const page of pages) {
        await load(tab, page);
        await tab.evaluate(axe);
        const result = await tab.evaluate((only) => globalThis.axe.run({ runOnly: only }), only);
        for (const one of result.violations) {
            find(page, `axe ${colorScheme} ${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
        }
        if (result.passes.length === 0) find(page, `axe ${colorScheme} looked at too little`);
    }
    await context.close();
}

async function main() {
    const all = JSON.parse(fs.readFileSync(list, 'utf8'));
    const deep = all.filter((page) => page.deep);
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu'] });
    try {
        await walk(browser, 'phone', { viewport: { width: 390, height: 844 } }, all);
        await walk(browser, 'small', { viewport: { width: 320, height: 568 },
            colorScheme: 'dark' }, deep);
        await stretch(browser, deep);
        await judge(browser, 'light', { type: 'tag', values: TAGS }, deep);
        await judge(browser, 'dark', { type: 'rule', values: ['color-contrast'] }, deep);
    } finally {
        await browser.close();
    }
    process.stdout.write(`${JSON.stringify(findings)}\n`);
}

main().catch((why) => {
    process.stderr.write(`${why.stack}\n`);
    process.exit(1);
});
