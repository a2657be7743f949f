// Draws a picture for each product of the demonstration catalogue: flat shapes in the colours of its category, all in one
// style. The same catalogue gives the same pictures, byte for byte.
//
//   node demo/draw.mjs [FOLDER]      SKU.svg for each product, in demo/images unless told
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rowsOf } from "./csv.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, "images");

// Background, a lighter round behind the thing, the thing in three tones, and what stands out.
const palettes = {
    COF: { wall: "#ead9c6", round: "#f6ece0", main: "#7a4b2f", dark: "#54311d", light: "#b98a64", accent: "#d9603b" },
    TEA: { wall: "#d5e3d3", round: "#eaf2e6", main: "#4f7d5b", dark: "#345a40", light: "#95b892", accent: "#e2a33c" },
    BAK: { wall: "#f3e1c3", round: "#fbf1de", main: "#c98a43", dark: "#96602a", light: "#e7b978", accent: "#b5483a" },
    PAN: { wall: "#e3e4cf", round: "#f2f2e3", main: "#7d8741", dark: "#586029", light: "#b3ba79", accent: "#d2542f" },
    KIT: { wall: "#d6dde3", round: "#ebf0f3", main: "#4f6272", dark: "#35444f", light: "#93a5b2", accent: "#d8743d" },
    HOM: { wall: "#ebdcd6", round: "#f7eeea", main: "#a8664f", dark: "#7a4636", light: "#d3a08c", accent: "#3f6f72" },
    BTH: { wall: "#d4e4e6", round: "#e9f3f4", main: "#4d8a93", dark: "#33636b", light: "#97c1c6", accent: "#e29a7d" },
    GAR: { wall: "#dbe5c8", round: "#eef4e2", main: "#5d8a3f", dark: "#40632a", light: "#9dbf7d", accent: "#c8643a" },
    PAP: { wall: "#dcdaea", round: "#eeedf6", main: "#565a94", dark: "#3b3e6b", light: "#9d9fca", accent: "#e0a03a" },
};

const steel = "#c3ccd2";
const paper = "#fffaf0";

const rect = (x, y, w, h, fill, r = 0) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}"/>`;
const ellipse = (x, y, rx, ry, fill) => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
const circle = (x, y, r, fill) => ellipse(x, y, r, r, fill);
const path = (d, fill) => `<path d="${d}" fill="${fill}"/>`;
const line = (d, stroke, width) =>
    `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const turned = (angle, shapes) => `<g transform="rotate(${angle} 320 330)">${shapes}</g>`;
const several = (count, draw) => Array.from({ length: count }, (_, i) => draw(i)).join("");

const leaf = (x, y, size, angle, fill) =>
    `<path transform="translate(${x} ${y}) rotate(${angle}) scale(${size})" ` +
    `d="M0 0C14-16 14-44 0-60C-14-44-14-16 0 0Z" fill="${fill}"/>`;
const bean = (x, y, angle, c) =>
    `<g transform="translate(${x} ${y}) rotate(${angle})">${ellipse(0, 0, 20, 28, c.dark)}` +
    `${line("M0-24C10-8-10 8 0 24", c.light, 4)}</g>`;

// A label with a mark of its own for what is inside.
const label = (x, y, w, h, c, mark) => rect(x, y, w, h, paper, 10) + mark(x + w / 2, y + h / 2, c);
const marks = {
    bean: (x, y, c) => bean(x, y, 25, c),
    leaf: (x, y, c) => leaf(x - 8, y + 28, 0.9, -20, c.main) + leaf(x + 10, y + 26, 0.7, 28, c.light),
    drop: (x, y, c) => path(`M${x} ${y - 30}C${x + 30} ${y + 4} ${x + 18} ${y + 28} ${x} ${y + 28}C${x - 18} ${y + 28} ${x - 30} ${y + 4} ${x} ${y - 30}Z`, c.accent),
    flower: (x, y, c) => several(5, (i) => leaf(x, y, 0.55, i * 72, c.accent)) + circle(x, y, 9, c.dark),
    grain: (x, y, c) => several(3, (i) => leaf(x - 18 + i * 18, y + 22, 0.8, (i - 1) * 22, c.main)),
    round: (x, y, c) => circle(x, y, 26, c.accent) + leaf(x, y - 16, 0.4, 20, c.main),
    star: (x, y, c) => several(4, (i) => leaf(x, y, 0.5, i * 90 + 45, c.main)),
};

const things = {
    bag: (c, mark) =>
        path("M210 190L430 190L448 500Q448 516 432 516L208 516Q192 516 192 500Z", c.main) +
        path("M210 190L430 190L424 236L216 236Z", c.dark) + rect(300, 172, 40, 36, c.accent, 6) +
        label(240, 290, 160, 150, c, marks[mark]),
    tin: (c, mark) =>
        rect(216, 210, 208, 306, c.main, 18) + rect(206, 180, 228, 56, c.dark, 16) + rect(236, 236, 20, 280, c.light) +
        label(250, 290, 140, 150, c, marks[mark]),
    jar: (c, mark) =>
        rect(206, 226, 228, 290, c.light, 40) + rect(206, 300, 228, 216, c.main, 40) + rect(226, 176, 188, 60, c.dark, 12) +
        label(236, 330, 168, 120, c, marks[mark]),
    bottle: (c, mark) =>
        path("M282 150H358V250C358 286 410 286 410 340V496Q410 516 390 516H250Q230 516 230 496V340C230 286 282 286 282 250Z", c.main) +
        rect(276, 122, 88, 44, c.accent, 8) + rect(248, 350, 16, 140, c.light, 8) + label(274, 350, 112, 120, c, marks[mark]),
    teapot: (c) =>
        line("M430 300C520 280 520 430 424 430", c.dark, 26) + path("M224 330C150 330 150 270 116 262L104 292C132 320 140 420 236 430Z", c.dark) +
        ellipse(326, 390, 124, 116, c.main) + ellipse(326, 288, 84, 22, c.dark) + circle(326, 254, 20, c.accent) + ellipse(280, 366, 18, 46, c.light),
    press: (c) =>
        line("M420 280C500 280 500 440 420 440", c.dark, 24) + rect(214, 236, 212, 280, "#eef3f5", 14) + rect(214, 350, 212, 166, c.dark, 14) +
        rect(204, 216, 232, 34, c.main, 10) + rect(312, 132, 16, 100, steel) + circle(320, 126, 22, c.accent) + rect(204, 496, 232, 24, c.main, 10),
    loaf: (c) =>
        path("M120 430C120 300 220 250 320 250S520 300 520 430Q520 500 460 500H180Q120 500 120 430Z", c.main) +
        several(3, (i) => line(`M${226 + i * 76} 330Q${256 + i * 76} 380 ${232 + i * 76} 440`, c.light, 20)),
    croissant: (c) =>
        path("M110 430C130 270 260 220 320 220S510 270 530 430C470 400 430 370 320 370S170 400 110 430Z", c.main) +
        line("M232 246L252 384", c.dark, 10) + line("M320 224V372", c.dark, 10) + line("M408 246L388 384", c.dark, 10) + ellipse(320, 262, 60, 14, c.light),
    ramekin: (c) =>
        path("M170 350H470L444 490Q440 510 420 510H220Q200 510 196 490Z", paper) + ellipse(320, 350, 150, 44, c.main) + ellipse(320, 346, 128, 34, c.light) +
        ellipse(290, 344, 40, 12, c.dark) + several(7, (i) => rect(206 + i * 36, 390, 6, 100, c.wall)),
    biscuits: (c) =>
        several(3, (i) => ellipse(320 - i * 6, 470 - i * 66, 150, 44, c.dark) + ellipse(320 - i * 6, 452 - i * 66, 150, 44, c.main)) +
        several(6, (i) => circle(228 + i * 36, 316 + (i % 2) * 18, 10, c.dark)),
    bars: (c) => several(3, (i) => rect(150 + i * 34, 410 - i * 84, 280, 76, i % 2 ? c.light : c.main, 14) + several(4, (j) => ellipse(196 + i * 34 + j * 62, 434 - i * 84, 18, 8, paper))),
    crisp: (c) => several(3, (i) => turned(-8 + i * 8, rect(170, 200 + i * 30, 300, 260, i === 1 ? c.light : c.main, 12))) + several(16, (i) => circle(216 + (i % 4) * 70, 280 + Math.floor(i / 4) * 56, 8, c.dark)),
    dome: (c) => path("M180 350C160 220 250 180 320 180S480 220 460 350Z", c.main) + path("M190 340H450L432 510H208Z", c.accent) + several(4, (i) => rect(220 + i * 56, 345, 8, 162, paper)) + several(6, (i) => circle(240 + i * 32, 262 + (i % 3) * 24, 10, c.dark)),
    chocolate: (c) => rect(190, 160, 260, 360, c.accent, 12) + rect(206, 160, 228, 190, "#54311d", 6) + several(6, (i) => rect(220 + (i % 3) * 70, 176 + Math.floor(i / 3) * 84, 60, 72, "#7a4b2f", 6)) + rect(190, 330, 260, 190, c.accent, 12) + rect(230, 380, 180, 90, paper, 8),
    knife: (c) => turned(-38, path("M110 300H400V370H190C140 370 116 336 110 300Z", steel) + rect(400, 296, 150, 60, c.dark, 18) + circle(440, 326, 8, steel) + circle(500, 326, 8, steel)),
    skillet: (c) => turned(-24, rect(440, 300, 170, 48, c.dark, 24) + circle(310, 324, 156, c.dark) + circle(310, 324, 124, c.main) + ellipse(270, 280, 40, 22, c.light) + circle(572, 324, 10, c.wall)),
    board: (c) => turned(-12, rect(190, 170, 260, 350, "#c9935a", 30) + circle(320, 214, 20, c.wall) + several(4, (i) => line(`M${226 + i * 62} 262C${216 + i * 62} 340 ${240 + i * 62} 420 ${226 + i * 62} 496`, "#a8743f", 6))),
    pot: (c) => rect(110, 346, 420, 44, c.dark, 22) + path("M150 320H490V450Q490 510 430 510H210Q150 510 150 450Z", c.accent) + rect(140, 286, 360, 46, c.dark, 18) + path("M180 286C190 220 450 220 460 286Z", c.accent) + circle(320, 224, 22, c.dark) + rect(180, 350, 20, 120, "#eba37c", 10),
    pan: (c) => rect(430, 372, 180, 34, c.dark, 17) + path("M120 350H450V430Q450 490 390 490H180Q120 490 120 430Z", steel) + rect(110, 326, 350, 34, c.main, 16) + path("M150 326C170 270 400 270 420 326Z", c.light) + circle(285, 276, 18, c.dark),
    scale: (c) => rect(150, 390, 340, 120, c.main, 26) + ellipse(320, 388, 190, 30, c.dark) + ellipse(320, 376, 190, 30, steel) + rect(240, 424, 160, 56, "#dcebd9", 10) + line("M262 466V440M292 466V440H316V466M346 466V440H370V466", c.dark, 8),
    towels: (c) => several(3, (i) => rect(170 + i * 12, 420 - i * 92, 300 - i * 24, 86, [c.main, c.light, paper][i], 22) + rect(170 + i * 12, 444 - i * 92, 300 - i * 24, 14, i === 2 ? c.accent : paper)),
    mill: (c) => path("M270 230H370L392 330L360 400L400 516H240L280 400L248 330Z", "#b07a48") + rect(240, 490, 160, 30, c.dark, 10) + ellipse(320, 224, 70, 50, c.main) + circle(320, 166, 18, c.accent) + rect(278, 260, 14, 120, "#d3a577", 7),
    candles: (c) => several(3, (i) => rect(186 + i * 96, 300 - (i % 2) * 80, 72, 216 + (i % 2) * 80, i === 1 ? "#e9b44c" : "#f2cf83", 14) + line(`M${222 + i * 96} ${300 - (i % 2) * 80}v-18`, c.dark, 6) + leaf(222 + i * 96, 284 - (i % 2) * 80, 0.8, 0, c.accent)),
    throw_: (c) => path("M150 250Q320 210 490 250V460Q320 500 150 460Z", c.main) + several(5, (i) => line(`M${184 + i * 68} ${240 - (i % 3) * 4}V${470 + (i % 3) * 4}`, c.light, 14)) + several(12, (i) => line(`M${160 + i * 29} ${464 + (i % 2) * 6}v44`, c.dark, 7)),
    basket: (c) => line("M210 330C210 150 430 150 430 330", c.dark, 22) + path("M150 320H490L456 490Q450 516 424 516H216Q190 516 184 490Z", "#c39152") + several(4, (i) => line(`M${164 + i * 6} ${354 + i * 42}H${476 - i * 6}`, "#96682f", 10)) + several(6, (i) => line(`M${206 + i * 46} 330V508`, "#dcb27a", 8)),
    diffuser: (c) => several(5, (i) => line(`M320 320L${240 + i * 40} 130`, c.dark, 7)) + path("M286 250H354V320C430 330 440 400 440 440V486Q440 516 410 516H230Q200 516 200 486V440C200 400 210 330 286 320Z", c.light) + path("M206 420H434V486Q434 510 410 510H230Q206 510 206 486Z", c.accent),
    lamp: (c) => path("M210 160H430L490 330H150Z", c.accent) + rect(310, 330, 20, 150, c.dark) + ellipse(320, 500, 110, 24, c.dark) + path("M190 346H450L500 470H140Z", "#fff3c455"),
    vase: (c) => several(3, (i) => line(`M320 300C${300 + i * 20} 240 ${260 + i * 60} 220 ${250 + i * 70} 160`, "#5d8a3f", 7) + circle(250 + i * 70, 150, 26, [c.accent, "#e2a33c", c.light][i])) + path("M270 290H370C360 340 440 370 430 440C424 490 390 516 320 516S216 490 210 440C200 370 280 340 270 290Z", c.main) + ellipse(272, 430, 18, 44, c.light),
    sack: (c) => path("M200 250C160 340 160 516 210 516H430C480 516 480 340 440 250Z", paper) + path("M210 180L250 250H390L430 180C390 210 370 170 320 196S250 210 210 180Z", paper) + line("M214 250H426", c.accent, 14) + line("M380 250C430 290 420 320 440 340", c.accent, 8) + marks.star(320, 390, c),
    mat: (c) => rect(120, 300, 400, 200, "#a9855c", 16) + rect(146, 326, 348, 148, "#c4a27a", 10) + line("M200 400H440", c.dark, 12) + circle(320, 400, 40, c.accent),
    soap: (c, mark) => rect(150, 330, 340, 160, c.light, 60) + rect(150, 312, 340, 150, c.main, 60) + marks[mark](320, 386, { ...c, main: paper, light: paper, accent: paper }) + several(4, (i) => circle(190 + i * 84, 270 - (i % 2) * 44, 18 + (i % 3) * 8, "#ffffffb0")),
    tube: (c, mark) => path("M220 170H420L390 470H250Z", c.main) + rect(210, 150, 220, 30, c.dark, 6) + rect(256, 470, 128, 50, c.accent, 10) + label(264, 240, 112, 150, c, marks[mark]),
    sponge: (c) => path("M150 420C120 330 190 250 270 270C310 210 430 230 440 300C520 310 530 420 460 460C400 520 230 510 150 420Z", "#e8c069") + several(14, (i) => circle(210 + (i % 5) * 56, 320 + Math.floor(i / 5) * 56 + (i % 2) * 14, 8 + (i % 3) * 5, "#c8963d")),
    razor: (c) => turned(34, rect(304, 250, 32, 290, c.main, 16) + several(6, (i) => rect(304, 290 + i * 36, 32, 8, c.dark)) + rect(220, 190, 200, 46, steel, 10) + rect(236, 226, 168, 14, c.dark, 6)),
    trowel: (c) => turned(28, path("M240 130C240 70 400 70 400 130V240C400 300 340 330 320 350C300 330 240 300 240 240Z", steel) + rect(310, 330, 20, 70, c.dark) + rect(288, 396, 64, 160, "#b07a48", 30)),
    secateurs: (c) => turned(20, path("M300 330C260 240 270 160 330 110C350 180 350 260 332 330Z", steel) + path("M320 330C390 280 410 220 390 160C340 190 310 250 304 320Z", "#9aa7b0") + line("M316 340C270 420 280 480 300 540", c.accent, 34) + line("M324 340C390 410 390 470 372 530", c.accent, 34) + circle(320, 336, 20, c.dark)),
    can: (c) => line("M430 300C540 280 540 470 430 470", c.dark, 22) + path("M230 380L100 220L84 240L210 460Z", c.dark) + ellipse(92, 226, 40, 18, c.main) + rect(210, 280, 230, 236, c.main, 22) + ellipse(325, 284, 115, 24, c.dark) + rect(236, 320, 20, 160, c.light, 10),
    seeds: (c, mark) => turned(-6, rect(200, 150, 240, 366, paper, 8) + rect(200, 150, 240, 80, c.main, 8) + marks[mark](320, 340, c) + rect(240, 440, 160, 14, c.light, 7) + rect(260, 468, 120, 14, c.light, 7)),
    pots: (c) => several(3, (i) => path(`M${150 + i * 110} ${330 + i * 14}H${290 + i * 110}L${268 + i * 110} 510H${172 + i * 110}Z`, i % 2 ? "#d98257" : c.accent) + rect(142 + i * 110, 306 + i * 14, 156, 40, "#a64e2a", 8)),
    twine: (c) => circle(320, 360, 140, "#c9a467") + several(6, (i) => line(`M${200 + i * 22} ${300 + i * 34}C${270 + i * 10} ${230 + i * 30} ${380 + i * 6} ${240 + i * 30} ${440 - i * 8} ${300 + i * 26}`, "#9a7637", 7)) + line("M430 440C500 470 520 510 560 500", "#c9a467", 12),
    gloves: (c) => several(2, (i) => `<g transform="translate(${i * 150 - 70} ${i * 14})">${rect(250, 400, 120, 110, c.accent, 14)}${rect(240, 280, 140, 140, c.main, 30)}${several(4, (j) => rect(242 + j * 35, 190 + (j % 3) * 10, 30, 130, c.main, 15))}${turned(40, rect(350, 300, 34, 110, c.main, 17))}</g>`),
    notebook: (c) => turned(-6, rect(196, 150, 260, 366, c.main, 14) + rect(196, 150, 44, 366, c.dark, 14) + rect(404, 150, 16, 366, c.accent) + rect(270, 220, 110, 70, paper, 6) + rect(286, 242, 78, 8, c.light) + rect(286, 262, 58, 8, c.light)),
    pen: (c) => turned(40, rect(290, 120, 60, 300, c.main, 26) + rect(290, 300, 60, 20, c.accent) + rect(340, 140, 14, 130, c.accent, 7) + path("M294 420H346L320 530Z", steel) + line("M320 450V516", c.dark, 4)),
    ink: (c) => rect(210, 310, 220, 206, "#d9e4ef", 30) + rect(210, 390, 220, 126, c.dark, 30) + rect(270, 240, 100, 80, c.main, 12) + label(250, 400, 140, 80, c, marks.drop),
    letters: (c) => turned(-8, rect(140, 240, 360, 250, paper, 10) + path("M140 250L320 390L500 250V240H140Z", c.light)) + turned(8, rect(170, 290, 330, 210, c.main, 10) + path("M170 300L335 420L500 300V290H170Z", c.dark) + circle(335, 412, 26, c.accent)),
    calendar: (c) => rect(160, 170, 320, 350, paper, 14) + rect(160, 170, 320, 90, c.main, 14) + several(2, (i) => rect(226 + i * 170, 140, 20, 70, c.dark, 10)) + several(20, (i) => rect(190 + (i % 5) * 54, 290 + Math.floor(i / 5) * 54, 36, 36, i === 12 ? c.accent : c.wall, 6)),
    pencils: (c) => several(4, (i) => `<g transform="rotate(${i * 8 - 12} 320 520)">${rect(200 + i * 66, 220, 42, 300, [c.main, c.accent, c.light, c.dark][i])}${path(`M${200 + i * 66} 220h42l-21 -60z`, "#e9c79a")}${path(`M${214 + i * 66} 182h14l-7 -22z`, c.dark)}</g>`),
    ruler: (c) => turned(-32, rect(90, 280, 460, 96, "#d6a94a", 8) + several(15, (i) => rect(116 + i * 29, 280, 5, i % 5 === 0 ? 46 : 28, "#7c5c17")) + circle(516, 344, 14, c.wall)),
    tape: (c) => several(3, (i) => ellipse(250 + i * 70, 420 - i * 90, 110, 96, [c.main, c.accent, c.light][i]) + ellipse(250 + i * 70, 420 - i * 90, 62, 54, c.round)),
    pad: (c) => turned(-4, rect(130, 220, 380, 290, c.main, 18) + rect(156, 246, 328, 238, c.light, 10) + rect(190, 280, 150, 170, paper, 6) + several(4, (i) => rect(208, 304 + i * 34, 112, 8, c.wall))) + turned(20, rect(400, 240, 24, 210, c.accent, 12)),
};

// What each product is, and what is on its label.
const drawn = {
    "COF-001": ["bag", "bean"], "COF-002": ["bag", "flower"], "COF-003": ["bag", "drop"], "COF-004": ["tin", "bean"],
    "TEA-001": ["tin", "leaf"], "TEA-002": ["tin", "star"], "TEA-003": ["tin", "flower"], "TEA-004": ["bag", "leaf"],
    "TEA-005": ["teapot"], "BAK-001": ["loaf"], "BAK-002": ["croissant"], "BAK-003": ["ramekin"], "BAK-004": ["biscuits"],
    "BAK-005": ["bars"], "BAK-006": ["crisp"], "BAK-007": ["bag", "grain"], "BAK-008": ["dome"],
    "PAN-001": ["bottle", "drop"], "PAN-002": ["jar", "leaf"], "PAN-003": ["jar", "flower"], "PAN-004": ["tin", "star"],
    "PAN-005": ["bag", "grain"], "PAN-006": ["tin", "round"], "PAN-007": ["jar", "grain"], "PAN-008": ["chocolate"],
    "PAN-009": ["jar", "drop"], "KIT-001": ["knife"], "KIT-002": ["skillet"], "KIT-003": ["board"], "KIT-004": ["pot"],
    "KIT-005": ["pan"], "KIT-006": ["scale"], "KIT-007": ["towels"], "KIT-008": ["press"], "KIT-009": ["mill"],
    "HOM-001": ["candles"], "HOM-002": ["throw_"], "HOM-003": ["basket"], "HOM-004": ["diffuser"], "HOM-005": ["lamp"],
    "HOM-006": ["vase"], "HOM-007": ["sack"], "HOM-008": ["mat"], "BTH-001": ["soap", "leaf"], "BTH-002": ["tube", "flower"],
    "BTH-003": ["sponge"], "BTH-004": ["jar", "star"], "BTH-005": ["razor"], "BTH-006": ["soap", "drop"], "BTH-007": ["towels"],
    "GAR-001": ["trowel"], "GAR-002": ["secateurs"], "GAR-003": ["can"], "GAR-004": ["seeds", "round"], "GAR-005": ["seeds", "leaf"],
    "GAR-006": ["pots"], "GAR-007": ["twine"], "GAR-008": ["gloves"], "PAP-001": ["notebook"], "PAP-002": ["pen"],
    "PAP-003": ["ink"], "PAP-004": ["letters"], "PAP-005": ["calendar"], "PAP-006": ["pencils"], "PAP-007": ["ruler"],
    "PAP-008": ["tape"], "PAP-009": ["pad"],
};

function pictureOf(sku) {
    const colours = palettes[sku.slice(0, 3)];
    const [thing, mark] = drawn[sku] ?? [];
    if (!colours || !things[thing]) throw new Error(`demo/draw.mjs does not know how to draw ${sku}`);
    return (
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 640">` +
        rect(0, 0, 640, 640, colours.wall) + circle(320, 320, 262, colours.round) + ellipse(320, 522, 190, 20, "#00000018") +
        things[thing](colours, mark) + `</svg>\n`
    );
}

mkdirSync(folder, { recursive: true });
for (const { sku } of rowsOf(readFileSync(join(here, "catalogue.csv"), "utf8"))) {
    writeFileSync(join(folder, `${sku}.svg`), pictureOf(sku));
}
