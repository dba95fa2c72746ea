const REFERENCE = /^CO\d{14}$/;

/** @param {string} digits */
export function luhnDigit(digits) {
    let sum = 0;
    [...digits].reverse().forEach((char, position) => {
        const value = Number(char) * (position % 2 ? 1 : 2);
        sum += value > 9 ? value - 9 : value;
    });
    return (10 - (sum % 10)) % 10;
}

/**
 * The number printed on the receipt of a customer order. The server makes the same one
 * from the same uuid, so that it can be printed with the network down.
 *
 * @param {string} uuid of the order request
 * @returns {string} "CO", 13 digits, check digit
 */
export function makeReference(uuid) {
    const digits = String(parseInt(uuid.replaceAll("-", "").slice(0, 10), 16)).padStart(
        13,
        "0"
    );
    return `CO${digits}${luhnDigit(digits)}`;
}

/**
 * @param {string} text typed or scanned
 * @returns {boolean} whether it is a complete reference with the right check digit
 */
export function isReference(text) {
    const reference = text.trim().toUpperCase();
    return (
        REFERENCE.test(reference) &&
        luhnDigit(reference.slice(2, -1)) === Number(reference.at(-1))
    );
}
