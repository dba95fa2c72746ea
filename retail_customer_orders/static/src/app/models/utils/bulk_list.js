import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError} from "@web/core/network/rpc";
import {getRangeObstacle} from "@retail_assortment/app/utils/range_policy";
import {findLoaded, isItem, splitRows} from "../../utils/item_list";
import {loadMissingProducts} from "../../utils/order_ticket";

/**
 * The rows of a list on their way into the cart (CO-13): what was pasted or scanned, and
 * which product each row means. A row is plain data, so that it can be watched:
 * {id, text, status: "looking", "found" or "problem", productId, qty, why, candidates}.
 */
export class BulkList {
    rows = [];
    nextId = 1;

    /** @param {object} pos the `PosStore` */
    constructor(pos) {
        this.pos = pos;
    }

    get found() {
        return this.rows.filter(({status}) => status === "found");
    }

    get problems() {
        return this.rows.filter(({status}) => status === "problem");
    }

    get isLooking() {
        return this.rows.some(({status}) => status === "looking");
    }

    getProduct(row) {
        return this.pos.models["product.product"].get(row.productId);
    }

    addRow(text) {
        this.rows.push({
            id: this.nextId++,
            text,
            status: "looking",
            productId: false,
            qty: 1,
            why: "",
            candidates: [],
        });
        return this.rows.at(-1);
    }

    remove(row) {
        this.rows = this.rows.filter(({id}) => id !== row.id);
    }

    /**
     * Read a text that was pasted; its rows come after those that are there.
     *
     * @throws {RPCError} the server refuses the list; then no row of it stays
     */
    async read(text) {
        await this.lookUp(splitRows(text).map((row) => this.addRow(row)));
    }

    /** Look a row up again, by its words too, with what somebody wrote instead. */
    async correct(row, text) {
        const [first] = splitRows(text);
        if (first && row.status !== "looking") {
            Object.assign(row, {text: first, status: "looking", why: ""});
            await this.lookUp([row], row);
        }
    }

    /** Take one of the products that may be meant. */
    async choose(row, candidate) {
        row.status = "looking";
        await this.load([candidate.product_id]);
        this.settle(row, candidate);
    }

    /**
     * A product was scanned: one more of it, or a new row. What is loaded here needs no
     * request, so that nobody waits between two scans.
     *
     * @param {{code: string, base_code: string, type: string, value: number}} code
     */
    async scan(code) {
        const {base_code: number, type, value} = code;
        const {pos} = this;
        const packaging = pos.models["product.uom"].getBy("barcode", number);
        const product =
            pos.models["product.product"].getBy("barcode", number) ||
            packaging?.product_id;
        if (!product || !isItem(pos, product)) {
            return this.read(number);
        }
        const isMeasured = ["weight", "quantity"].includes(type) && value;
        const units = packaging ? packaging.uom_id.factor / product.uom_id.factor : 1;
        const qty = isMeasured ? value : units;
        const known = this.found.find(({productId}) => productId === product.id);
        if (known && type === "product") {
            known.qty = product.uom_id.round(known.qty + qty);
        } else {
            const row = this.addRow(number);
            this.settle(row, {product_id: product.id, qty});
            row.priceCode = type === "price" ? code : undefined;
        }
    }

    async lookUp(rows, kept) {
        if (!rows.length) {
            return;
        }
        const texts = rows.map(({text}) => text);
        let answer = null;
        try {
            answer = await this.ask(texts);
            await this.load(answer.lines.map((line) => line.product_id));
        } catch (error) {
            if (kept) {
                this.fail(kept, _t("This could not be looked up. Try again."));
            } else {
                rows.forEach((row) => this.remove(row));
            }
            throw error;
        }
        answer.lines.forEach((line) => this.settle(rows[line.row - 1], line));
        for (const {row, why, candidates} of answer.unknown) {
            this.fail(rows[row - 1], why, candidates);
        }
    }

    async ask(texts) {
        const {pos} = this;
        if (!pos.data.network.offline) {
            try {
                return await pos.data.call("product.product", "find_list_from_ui", [
                    pos.config.id,
                    texts.join("\n"),
                ]);
            } catch (error) {
                if (!(error instanceof ConnectionLostError)) {
                    throw error;
                }
            }
        }
        return findLoaded(pos, texts);
    }

    /** What cannot be loaded is said row by row. */
    async load(ids) {
        try {
            await loadMissingProducts(this.pos, ids);
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
        }
    }

    settle(row, {product_id: productId, qty}) {
        const product = this.pos.models["product.product"].get(productId);
        if (!product) {
            this.fail(row, _t("This product could not be loaded. Try again."));
            return;
        }
        const why = getRangeObstacle(this.pos, product);
        Object.assign(row, {productId, qty, why, candidates: []});
        row.status = why ? "problem" : "found";
    }

    fail(row, why, candidates = []) {
        Object.assign(row, {status: "problem", why, candidates, productId: false});
    }

    /**
     * Add what was found to the cart, in the order of the list. What was not taken stays
     * in the list, with all that comes after it: somebody said no to a question.
     *
     * @returns {Promise<number>} how many rows were added
     */
    async addToCart() {
        let added = 0;
        for (const row of this.found) {
            const product = this.getProduct(row);
            const isAdded = await this.addLine(row, product);
            if (!isAdded) {
                row.status = "problem";
                row.why = _t("%s was not taken into the cart.", product.display_name);
                break;
            }
            this.remove(row);
            added += 1;
        }
        return added;
    }

    async addLine(row, product) {
        const template = product.product_tmpl_id;
        return this.pos.addLineToCurrentOrder(
            {product_id: product, product_tmpl_id: template, qty: row.qty},
            {
                presetVariant: product,
                forceVariantValue: product.product_template_variant_value_ids,
                hideAlwaysVariants: true,
                ...(row.priceCode ? {code: row.priceCode} : {}),
            },
            // The list says how much: nothing is weighed again.
            template.needToConfigure() || template.isTracked()
        );
    }
}
