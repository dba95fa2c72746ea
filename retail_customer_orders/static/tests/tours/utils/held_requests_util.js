import {rpc} from "@web/core/network/rpc";

// Core tells the customer's display of each line; nobody waits for it.
const DISPLAY = "pos.config.update_customer_display";

let send = null;
let held = [];

// What a register asks by itself a moment after it was opened.
const AFTER_OPENING = [
    "read_open_from_ui",
    "get_range_from_ui",
    "count_orders_from_ui",
];

/** The register was opened, and has asked by itself what it wants to know. */
export function waitForOpening() {
    return {
        content: "the register has asked what it wants to know",
        trigger: "body",
        run: async () => {
            const isAsked = (name) =>
                performance
                    .getEntriesByType("resource")
                    .some((entry) => entry.name.endsWith(name));
            while (!AFTER_OPENING.every(isAsked)) {
                await new Promise((resolve) => setTimeout(resolve, 100));
            }
        },
        timeout: 20000,
    };
}

/** From here on nothing that is asked of the server is answered. */
export function holdRequests() {
    return {
        content: "hold all requests",
        trigger: "body",
        run: () => {
            send = rpc._rpc;
            held = [];
            rpc._rpc = (...request) => {
                const answer = new Promise((resolve, reject) => {
                    held.push({request, resolve, reject});
                });
                return Object.assign(answer, {abort: () => false});
            };
        },
    };
}

function describe({request}) {
    const [url, {model, method} = {}] = request;
    return model ? `${model}.${method}` : url;
}

export function nothingWasAsked(during) {
    return {
        content: `${during}: nothing is asked of the server`,
        trigger: "body",
        run: () => {
            const asked = held.map(describe).filter((name) => name !== DISPLAY);
            if (asked.length) {
                throw new Error(`${during}: asks ${asked.join(", ")}`);
            }
        },
    };
}

export function waits(name) {
    return {
        content: `${name} is not answered`,
        trigger: "body",
        run: () => {
            if (!held.map(describe).includes(name)) {
                throw new Error(`${name} was not asked for`);
            }
        },
    };
}

/** Sends what was held back, in order. */
export function releaseRequests() {
    return {
        content: "send what was held",
        trigger: "body",
        run: async () => {
            rpc._rpc = send;
            for (const {request, resolve, reject} of held) {
                await send(...request).then(resolve, reject);
            }
        },
    };
}
