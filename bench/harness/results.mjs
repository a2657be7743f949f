// Stores measurements in bench/results.json, a row a figure, and writes bench/RESULTS.md from it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const file = 'bench/results.json';
const page = 'bench/RESULTS.md';

export const keyOf = (row) => (row.variant ? `${row.name} (${row.variant})` : row.name);

const read = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { machine: {}, rows: [] });

/** Puts rows in the place of those of the same figures. */
export function keep(figures, measured, machine) {
    const names = new Set(measured.map((row) => row.name));
    const rows = [...read().rows.filter((row) => !names.has(row.name)), ...measured];
    const place = (row) => figures.findIndex((figure) => figure.name === row.name);
    const known = rows.filter((row) => place(row) >= 0).sort((a, b) => place(a) - place(b));
    const results = { machine, rows: known };
    writeFileSync(file, JSON.stringify(results, null, 2) + '\n');
    writeFileSync(page, render(figures, results));
}

export function number(value) {
    if (value >= 1000) return Math.round(value).toLocaleString('en-GB');
    return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value < 0.1 ? 3 : 2);
}

const withSpread = (of) => (of ? `${number(of.median)} (${number(of.min)} – ${number(of.max)})` : '');

/** What is held against the reach: the ratio, or the value itself where there is nothing beside it. */
const judged = (row) => (row.ratio ?? row.till).median;

/** Whether it does; a figure without a reach only says how it is. */
export const reached = (row) => !row.reach || (row.atMost ? judged(row) <= row.reach : judged(row) >= row.reach);

function tableRow(row) {
    const reach = row.reach ? `${row.atMost ? '≤' : '≥'} ${row.reach}${row.ratio ? '' : ` ${row.unit}`}` : '';
    const verdict = !row.reach ? '' : reached(row) ? 'yes' : '**no**';
    return `| ${keyOf(row)} | ${withSpread(row.till)} ${row.unit} | ${row.limit ? withSpread(row.limit) : ''} | ` +
        `${withSpread(row.ratio)} | ${reach} | ${verdict} |`;
}

/** What a figure is, what its rows have to say, and when they were measured: always all of them together. */
function details(figure, rows) {
    const [{ rounds, seconds, date, commit, load }] = rows;
    const notes = rows.filter((row) => row.note).map((row) => `- ${row.variant ? `${row.variant}: ` : ''}${row.note}`);
    return [
        `### ${figure.name}`,
        `Till: ${figure.work}.${figure.limit ? ` Limit: ${figure.limit}.` : ''}`,
        ...(notes.length > 0 ? [notes.join('\n')] : []),
        `${rounds} round${rounds === 1 ? '' : 's'} of ${seconds} s, ${date}, \`${commit}\`; load of the machine before it: ${load.toFixed(1)}.`,
    ].join('\n\n');
}

function render(figures, { machine, rows }) {
    const sections = figures
        .map((figure) => [figure, rows.filter((row) => row.name === figure.name)])
        .filter(([, measured]) => measured.length > 0)
        .map(([figure, measured]) => details(figure, measured));
    return `# How fast Till is, beside what the machine could do

Written by \`script/bench\`; [FINDINGS.md](FINDINGS.md) says what was found on the way and why a figure falls short.

| figure | Till: median (lowest – highest) | limit | ratio | reach | reached |
| --- | --- | --- | --- | --- | --- |
${rows.map(tableRow).join('\n')}

## The machine

${Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`).join('\n')}

## The method

- The release build, its configuration \`config/till.toml\` but for what a figure says; limits are on with a number that
  nobody reaches. All programs run on this machine over loopback; stores lie on its disk, so durable means fsync.
- A figure and its limit are measured in the same run in turns, A B A B …. Shown are the medians of the rounds with the
  lowest and the highest; the ratio is that of the medians, its spread that of the rounds.
- The load comes from \`bench/load\`, one thread without pipelining, the same requests byte for byte to Till and to
  nginx. Its GETs are those of 16 differing clients, as browsers, apps and libraries of many languages send them:
  connection i is client i % 16, with the token of an account of its own, its own headers, and these in its own order
  and case. It checks status and length of every answer and the content of one in 16 or 32; after each round of orders the
  store has as many more as were answered with 201. It takes one of the processors: what is left for Till is the other,
  while the loops on the C interfaces of the databases have the machine to themselves.
- The load of the machine before a figure is its average over a minute, which includes what the figure before it did.
  Much above the number of processors, somebody else was at work, and only the ratios mean something.

## The figures

${sections.join('\n\n')}
`;
}
