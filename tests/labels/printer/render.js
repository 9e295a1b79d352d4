// render.js - an independent renderer's picture of ZPL labels, for printer_test.py.
//
//     node render.js MODULES WIDTH HEIGHT OUT FILE.zpl...
//
// MODULES is the node_modules folder, sizes are dots. OUT gets the dots of every file as a line of
// 0 and 1 per row, 1 = ink; a dot that is neither black nor white ends the program.
"use strict";
const fs = require("fs");
const path = require("path");

const [modules, width, height, out, ...files] = process.argv.slice(2);
const { PNG } = require(path.join(modules, "pngjs"));
const renderer = require(path.join(modules, "zpl-renderer-js"));

const PER_MM = 8;

function ink(png, at) {
    const grey = png.data[at];
    if (png.data[at + 3] < 255 || (grey !== 0 && grey !== 255)) {
        throw new Error("a dot that is neither black nor white");
    }
    return grey === 0 ? "1" : "0";
}

async function main() {
    const { api } = await renderer.ready;
    const rows = [];
    for (const file of files) {
        const zpl = fs.readFileSync(file, "latin1");
        const picture = await api.zplToBase64Async(zpl, width / PER_MM, height / PER_MM, PER_MM);
        const png = PNG.sync.read(Buffer.from(picture, "base64"));
        for (let y = 0; y < png.height; y++) {
            let row = "";
            for (let x = 0; x < png.width; x++) {
                row += ink(png, 4 * (y * png.width + x));
            }
            rows.push(row);
        }
    }
    fs.writeFileSync(out, rows.join("\n"));
}

main().then(() => process.exit(0), (why) => {
    process.stderr.write(`${why}\n`);
    process.exit(1);
});
