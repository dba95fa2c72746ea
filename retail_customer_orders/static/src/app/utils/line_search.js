/** @returns {string} all of a line that is searched in */
function getText(line) {
    const product = line.product_id;
    return [
        line.getFullProductName(),
        product.display_name,
        product.default_code,
        product.barcode,
        line.customer_note,
        line.fulfilmentLabel,
    ]
        .filter(Boolean)
        .join(" ")
        .toLowerCase();
}

/**
 * @param {object[]} lines of a ticket
 * @param {string} term words in any order
 * @returns {object[]} those that have all of the words somewhere
 */
export function findLines(lines, term) {
    const words = term.toLowerCase().split(/\s+/).filter(Boolean);
    return words.length
        ? lines.filter((line) => {
              const text = getText(line);
              return words.every((word) => text.includes(word));
          })
        : lines;
}
