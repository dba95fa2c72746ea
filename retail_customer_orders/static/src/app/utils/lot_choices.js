/** @returns {object|undefined} the lot of a line that has this name */
export function findLot(line, name) {
    const sought = name.toLowerCase();
    return line.lots.find((lot) => lot.name.toLowerCase() === sought);
}

/** @returns {number} how much of a line has no lot yet, negative when too much has */
export function getMissing(line, chosen) {
    const taken = Object.values(chosen).reduce((sum, quantity) => sum + quantity, 0);
    // Quantities are floats.
    return Math.round((line.qty - taken) * 1e6) / 1e6;
}

/** @returns {number} how much of a lot is taken when this much is missing */
export function takeOf(line, lot, missing) {
    return line.tracking === "serial" ? 1 : Math.min(lot.free, missing);
}

/** Which lots are chosen for the lines that `prepare_pickup_from_ui` answers. */
export class LotChoices {
    constructor() {
        // {order line id: {qty, chosen: {lot id: quantity}}}
        this.byLine = {};
    }

    get({order_line_id: id}) {
        return this.byLine[id].chosen;
    }

    set({order_line_id: id}, chosen) {
        this.byLine[id].chosen = chosen;
    }

    /** What was chosen stays, unless the quantity is another one now. */
    takeOver(lines) {
        for (const line of lines.filter(({lots}) => lots)) {
            if (this.byLine[line.order_line_id]?.qty !== line.qty) {
                const kept = line.lots.filter(({qty}) => qty > 0);
                const chosen = Object.fromEntries(kept.map(({id, qty}) => [id, qty]));
                this.byLine[line.order_line_id] = {qty: line.qty, chosen};
            }
        }
    }

    /** Chooses a lot for the first line that still lacks it. */
    scan(lines, code) {
        for (const line of lines.filter(({lots}) => lots)) {
            const lot = findLot(line, code);
            const chosen = this.get(line);
            const missing = getMissing(line, chosen);
            if (lot && !(lot.id in chosen) && missing > 0) {
                const taken = takeOf(line, lot, missing);
                return this.set(line, {...chosen, [lot.id]: taken});
            }
        }
    }

    /** @returns {object|undefined} the first line whose quantity is not all in lots */
    findIncomplete(lines) {
        return lines.find(
            (line) => line.lots && getMissing(line, this.get(line)) !== 0
        );
    }
}
