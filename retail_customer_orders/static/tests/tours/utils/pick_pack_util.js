/* global posmodel */

export function openPickPack() {
    return [
        {
            isActive: ["desktop"],
            content: "open Pick and pack",
            trigger: ".pick-pack-button:contains('3')",
            run: "click",
        },
        {
            isActive: ["mobile"],
            content: "open the menu",
            trigger: ".pos-rightheader .fa-bars",
            run: "click",
        },
        {
            isActive: ["mobile"],
            content: "open Pick and pack",
            trigger: ".pick-pack-item",
            run: "click",
        },
        {content: "the page is open", trigger: ".pick-pack .delivery-row"},
    ];
}

export function openDelivery(text) {
    return [
        {
            content: `open ${text}`,
            trigger: `.delivery-row:contains("${text}") .open-delivery`,
            run: "click",
        },
        {content: "it is open", trigger: ".delivery-detail"},
    ];
}

export function backToList() {
    return {
        isActive: ["mobile"],
        content: "back to the list",
        trigger: ".back-to-list",
        run: "click",
    };
}

export function scan(code) {
    return {
        content: `scan ${code}`,
        trigger: ".pick-pack",
        run: () => posmodel.barcodeReader.scan(code),
    };
}

export function pressAction(name, label) {
    const withLabel = label ? `:contains("${label}")` : "";
    return {
        content: `press ${name}`,
        trigger: `.delivery-action[data-action=${name}]:not(:disabled)${withLabel}`,
        run: "click",
    };
}

export function stateIs(state) {
    return {
        content: `it is ${state}`,
        trigger: `.delivery-detail[data-state=${state}]`,
    };
}

export function detailSays(text) {
    return {
        content: `it says "${text}"`,
        trigger: `.delivery-detail:contains("${text}")`,
    };
}
