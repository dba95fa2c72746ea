import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import {negate} from "@point_of_sale/../tests/generic_helpers/utils";

/** Opens the look-up from the register's menu. */
export function open() {
    return [
        ...Chrome.clickMenuOption("Stock look-up"),
        {content: "the field is there", trigger: ".retail-look-up-term"},
    ];
}

export function search(term) {
    return [
        {
            content: `type ${term}`,
            trigger: ".retail-look-up-term",
            run: `edit ${term}`,
        },
        {
            content: "search",
            trigger: ".retail-look-up-search:not(:disabled)",
            run: "click",
        },
    ];
}

export function chooseFound(name) {
    return {
        content: `choose ${name}`,
        trigger: `.retail-look-up-found:contains("${name}")`,
        run: "click",
    };
}

export function productIs(name, number) {
    return {
        content: `${name} ${number} is shown`,
        trigger: `.retail-look-up-product:contains("${name}"):contains("${number}")`,
    };
}

export function chooseValue(name) {
    return [
        {
            content: `choose ${name}`,
            trigger: `.retail-attribute-value:contains(/^${name}$/)`,
            run: "click",
        },
        {
            content: `${name} is chosen`,
            trigger: `.retail-attribute-value.active:contains(/^${name}$/)`,
        },
    ];
}

/** @param {number} position from 1 on; @param {...string} texts of the row */
export function rowIs(position, name, ...texts) {
    const contains = texts.map((text) => `:contains("${text}")`).join("");
    return {
        content: `row ${position}: ${name} ${texts.join(", ")}`,
        trigger: `.retail-stock-row:nth-child(${position}):contains("${name}")${contains}`,
    };
}

export function freeIs(name, quantity) {
    return {
        content: `${name} has ${quantity} free`,
        trigger:
            `.retail-stock-row:contains("${name}") ` +
            `.retail-free:contains(/^\\s*${quantity}\\D/)`,
    };
}

export function sortBy(order) {
    return {
        content: `sort by ${order}`,
        trigger: `.retail-sort[data-order=${order}]`,
        run: "click",
    };
}

export function openRow(name) {
    return [
        {
            content: `tap ${name}`,
            trigger: `.retail-stock-row:not(.retail-stock-row-open):contains("${name}") .retail-stock-summary`,
            run: "click",
        },
        {
            content: `${name} is open`,
            trigger: `.retail-stock-row-open:contains("${name}")`,
        },
    ];
}

export function act(action) {
    return {
        content: `press ${action}`,
        trigger: `.retail-row-action[data-action=${action}]:not(:disabled)`,
        run: "click",
    };
}

export function saysWhyNot(action, why) {
    return {
        content: `${action} is not possible: ${why}`,
        trigger: `.retail-row-action[data-action=${action}]:disabled:contains("${why}")`,
    };
}

export function hasNoAction(action) {
    return {
        content: `there is no ${action}`,
        trigger: negate(`.retail-row-action[data-action=${action}]`),
    };
}

export function openMatrix() {
    return [
        {
            content: "show all variants",
            trigger: ".retail-all-variants",
            run: "click",
        },
        {content: "the matrix is there", trigger: ".retail-matrix .retail-matrix-row"},
    ];
}

/** @param {string[]} columns names; @param {Object<string, string[]>} rows of cells */
export function matrixIs(columns, rows) {
    const read = (root, selector) =>
        [...root.querySelectorAll(selector)].map((cell) => cell.textContent.trim());
    const wanted = JSON.stringify([columns, Object.entries(rows)]);
    return {
        content: `the matrix is ${wanted}`,
        trigger: ".retail-matrix .retail-matrix-row",
        run: () => {
            const matrix = document.querySelector(".retail-matrix");
            const found = [...matrix.querySelectorAll(".retail-matrix-row")].map(
                (row) => [
                    row.querySelector(".retail-matrix-name").textContent.trim(),
                    read(row, ".retail-free, span.retail-matrix-cell"),
                ]
            );
            const shown = JSON.stringify([
                read(matrix, ".retail-matrix-column"),
                found,
            ]);
            if (shown !== wanted) {
                throw new Error(`The matrix is ${shown}, not ${wanted}`);
            }
        },
    };
}

/** @param {number} row from 1 on; @param {number} column from 1 on, the names are 0 */
export function chooseCell(row, column) {
    const cell =
        `.retail-matrix-row:nth-child(${row}) > td:nth-child(${column + 1}) ` +
        "button.retail-matrix-cell";
    return [
        {content: `choose cell ${row}, ${column}`, trigger: cell, run: "click"},
        {content: "it is chosen", trigger: `${cell}.active`},
    ];
}

export function backToPlaces() {
    return [
        {
            content: "back to all stores",
            trigger: ".retail-back-to-places",
            run: "click",
        },
        {content: "the stores are there", trigger: ".retail-stock-row"},
    ];
}

export function close() {
    return [
        {
            content: "close the look-up",
            trigger: ".retail-stock-dialog .retail-discard",
            run: "click",
        },
        isClosed(),
    ];
}

export function isClosed() {
    return {
        content: "the look-up is closed",
        trigger: negate(".retail-stock-dialog"),
    };
}
