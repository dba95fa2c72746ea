// As many as core shows at first.
export const FIRST_CARDS = 100;
export const PAGE = 60;

/** What the server found for one text in one range, page by page. */
export class RetailSearch {
    /** @param {string} key names the text and the range */
    constructor(key = "") {
        this.key = key;
        // Ids of `product.template`, best first.
        this.ids = [];
        // How many it found, null before it was asked.
        this.total = null;
        this.cards = FIRST_CARDS;
        this.pending = null;
    }

    get isComplete() {
        return this.total !== null && this.ids.length >= this.total;
    }
}
