// SPDX-License-Identifier: MIT
// page.mjs FOLDER PAGE... - opens pages in Debian's Chromium and prints a line for each fault; FOLDER has node_modules.
// A page must load without an error or a request, in light and in dark, with scripts and without, on a phone; each
// picture must have ink; axe must find nothing serious.
import { createRequire } from 'node:module';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...pages] = process.argv.slice(2);
const require = createRequire(join(resolve(folder), 'node_modules', 'x.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 360, height: 780 }, DESK = { width: 1280, height: 900 };

let faults = 0;
function fault(page, what) {
    console.log(`FAIL ${basename(page)}: ${what}`);
    faults++;
}

// How many pixels of a PNG are coloured in each box, and not of the paper or of words: what is drawn, without its axes.
async function ink(blank, png, boxes) {
    return blank.evaluate(async ([data, boxes]) => {
        const image = new Image();
        image.src = 'data:image/png;base64,' + data;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        return boxes.map(box => {
            const p = context.getImageData(box.x, box.y, box.width, box.height).data;
            let coloured = 0;
            for (let i = 0; i < p.length; i += 4)
                coloured += Math.max(p[i], p[i + 1], p[i + 2]) - Math.min(p[i], p[i + 1], p[i + 2]) > 40;
            return coloured;
        });
    }, [png.toString('base64'), boxes]);
}

async function open(context, path, complain) {
    const page = await context.newPage(), url = pathToFileURL(resolve(path)).href;
    page.on('console', m => m.type() === 'error' && complain(`console: ${m.text()}`));
    page.on('pageerror', e => complain(`error: ${e}`));
    page.on('request', r => r.url() !== url && !r.url().startsWith('data:') && complain(`requests ${r.url()}`));
    await page.goto(url);
    return page;
}

async function pictures(page, blank, complain) {
    const boxes = await page.$$eval('svg.plot', all => all.map(picture => {
        const { x, y, width, height } = picture.getBoundingClientRect();
        return { x, y, width, height };
    }));
    const visible = boxes.filter(box => box.width >= 200 && box.height >= 60);
    if (visible.length < boxes.length)
        complain(`${boxes.length - visible.length} pictures are too small to see`);
    const coloured = visible.length > 0 ? await ink(blank, await page.screenshot({ fullPage: true }), visible) : [];
    coloured.forEach((pixels, i) => pixels < 30 && complain(`picture ${i + 1} has no ink`));
    return boxes.length;
}

async function look(browser, path, colorScheme, wanted) {
    const complain = what => fault(path, `${colorScheme}: ${what}`);
    const context = await browser.newContext({ colorScheme, viewport: DESK });
    const blank = await context.newPage(), page = await open(context, path, complain);
    const count = await pictures(page, blank, complain);
    if (count !== wanted)
        complain(`${count} pictures, not ${wanted}`);
    await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
    await page.evaluate(axe);
    // The themes differ in colours alone.
    const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {};
    const { violations } = await page.evaluate(rules => axe.run(rules), rules);
    for (const v of violations.filter(v => v.impact === 'serious' || v.impact === 'critical'))
        complain(`axe ${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 120)} (${v.nodes.length})`);
    const selected = await page.evaluate(() => {
        getSelection().selectAllChildren(document.body);
        const text = getSelection().toString();
        return [...document.querySelectorAll('svg.plot text')].filter(t => !text.includes(t.textContent.trim())).length;
    });
    if (selected > 0)
        complain(`${selected} texts of pictures cannot be selected`);
    await page.setViewportSize(PHONE);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > PHONE.width)
        complain(`${width} pixels wide on a phone of ${PHONE.width}`);
    await context.close();
}

async function withoutScripts(browser, path) {
    const shots = [];
    for (const javaScriptEnabled of [true, false]) {
        const context = await browser.newContext({ javaScriptEnabled, viewport: PHONE });
        const page = await open(context, path, what => fault(path, what));
        shots.push(await page.screenshot({ fullPage: true }));
        await context.close();
    }
    if (!shots[0].equals(shots[1]))
        fault(path, 'looks different without scripts');
}

const home = mkdtempSync(join(tmpdir(), 'gradus-browser-'));
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
           '--disable-component-update', '--disable-sync'],
});
try {
    for (const page of pages) {
        const [path, wanted] = page.split(':');
        for (const scheme of ['light', 'dark'])
            await look(browser, path, scheme, Number(wanted));
        await withoutScripts(browser, path);
    }
} finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
}
process.exitCode = faults > 0 ? 1 : 0;
