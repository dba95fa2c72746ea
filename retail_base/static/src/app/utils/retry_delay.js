const FIRST_MS = 3000;
const LONGEST_MS = 60000;

export const chance = {draw: () => Math.random()};

/**
 * How long a till waits before it asks a server that is away once more.
 *
 * Each wait is twice as long as the one before, up to a minute, and 30 % shorter or
 * longer by chance: a chain's tills do not all ask at the same moment.
 *
 * @param {number} tries how often it was asked in vain before
 * @returns {number} milliseconds
 */
export function getRetryDelay(tries) {
    const wait = Math.min(FIRST_MS * 2 ** tries, LONGEST_MS);
    return Math.round(wait * (0.7 + 0.6 * chance.draw()));
}

/** Whether enough time has passed since `askedAt` to ask at once. */
export function mayAskAgain(askedAt) {
    return Date.now() - askedAt >= FIRST_MS;
}
