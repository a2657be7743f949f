/** The rows of a CSV file as objects, by the names in its header. */
export function rowsOf(text) {
    const rows = [[""]];
    let quoted = false;
    for (let i = 0; i < text.length; i += 1) {
        const letter = text[i];
        const row = rows.at(-1);
        if (quoted) {
            if (letter !== '"') row[row.length - 1] += letter;
            else if (text[i + 1] === '"') row[row.length - 1] += text[(i += 1)];
            else quoted = false;
        } else if (letter === '"') quoted = true;
        else if (letter === ",") row.push("");
        else if (letter === "\n") rows.push([""]);
        else if (letter !== "\r") row[row.length - 1] += letter;
    }
    const [header, ...body] = rows.filter((row) => row.length > 1);
    return body.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}
