import {_t} from "@web/core/l10n/translation";

/**
 * Lists of items that somebody pastes (CO-13), read by what is loaded here: the twin of
 * the server's `find_list_from_ui`, for a register without a network.
 */

const SEPARATORS = ["\t", ";", ","];
const NUMBER = "0[.,]\\d{1,6}|\\d{1,9}(?:[.,]\\d{1,2})?";
const QUANTITY = new RegExp(`^(?:${NUMBER})$`);
const SPACED = new RegExp(`^(.*\\S)\\s+(${NUMBER})$`);
const MOST_CANDIDATES = 8;

/** @returns {string[]} the rows of a text that hold something */
export function splitRows(text) {
    // As Python does, which reads the same text again.
    return text
        .split(/[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+/)
        .map((row) => row.trim())
        .filter(Boolean);
}

function splitItem(text) {
    const separator = SEPARATORS.find((one) => text.includes(one));
    if (separator) {
        const at = text.lastIndexOf(separator);
        return [text.slice(0, at), text.slice(at + 1)];
    }
    const spaced = text.match(SPACED);
    return spaced ? [spaced[1], spaced[2]] : [text, "1"];
}

/**
 * @param {string} text
 * @returns {number|null} null when it is no quantity; "1,000" is none, as it is a
 *     thousand to some and one to others
 */
export function readQuantity(text) {
    const number = text.trim();
    return QUANTITY.test(number) ? Number(number.replace(",", ".")) : null;
}

/** @returns {{code: string, qty: number|null}} of one row: "4711; 2" */
export function readRow(text) {
    const [code, quantity] = splitItem(text);
    return {code: code.trim(), qty: readQuantity(quantity)};
}

/** @returns {boolean} whether a register sells this as a line of its own */
export function isItem(pos, product) {
    const special = pos.config._pos_special_products_ids || [];
    const template = product.product_tmpl_id;
    return !special.includes(product.id) && !template.isCombo();
}

function indexLoaded(pos) {
    const numbers = new Map();
    const names = new Map();
    const add = (index, key, product, units) => {
        const known = index.get(key) || new Map();
        index.set(key, known.set(product, units));
    };
    const products = pos.models["product.product"].filter((one) => isItem(pos, one));
    const references = new Map();
    for (const product of products) {
        add(names, product.product_tmpl_id.name.toLowerCase(), product, 1);
        if (product.default_code) {
            add(references, product.default_code.toLowerCase(), product, 1);
        }
        if (product.barcode) {
            add(numbers, product.barcode.toLowerCase(), product, 1);
        }
    }
    for (const {barcode, product_id: product, uom_id: unit} of pos.models[
        "product.uom"
    ].getAll()) {
        if (product && barcode && isItem(pos, product)) {
            const units = unit.factor / product.uom_id.factor;
            add(numbers, barcode.toLowerCase(), product, units);
        }
    }
    const find = (text) => {
        const key = text.toLowerCase();
        return numbers.get(key) || references.get(key) || names.get(key) || new Map();
    };
    return {find, products};
}

function findByWords(products, text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length
        ? products.filter((product) => {
              const name = product.display_name.toLowerCase();
              return words.every((word) => name.includes(word));
          })
        : [];
    return new Map(found.slice(0, MOST_CANDIDATES).map((product) => [product, 1]));
}

function explainUnknown(qty, matches) {
    if (!qty) {
        return _t("This is no quantity. Write a number above 0.");
    }
    return matches.size
        ? _t("Several products may be meant. Choose one.")
        : _t("Not loaded at this register. Looking further needs the network.");
}

/**
 * @param {object} pos
 * @param {string[]} rows of `splitRows`
 * @returns {{lines: object[], unknown: object[]}} as `find_list_from_ui` answers
 */
export function findLoaded(pos, rows) {
    const {find, products} = indexLoaded(pos);
    const answer = {lines: [], unknown: []};
    rows.forEach((text, index) => {
        let {code, qty} = readRow(text);
        let matches = find(text);
        if (matches.size) {
            [code, qty] = [text, 1];
        } else {
            matches = find(code);
        }
        if (rows.length === 1 && !matches.size) {
            matches = findByWords(products, code);
        }
        const described = [...matches].map(([product, units]) => ({
            product_id: product.id,
            name: product.display_name,
            qty: product.uom_id.round((qty || 1) * units),
        }));
        if (qty && described.length === 1) {
            answer.lines.push({row: index + 1, code, ...described[0]});
        } else {
            answer.unknown.push({
                row: index + 1,
                text,
                why: explainUnknown(qty, matches),
                candidates: described.slice(0, MOST_CANDIDATES),
            });
        }
    });
    return answer;
}
