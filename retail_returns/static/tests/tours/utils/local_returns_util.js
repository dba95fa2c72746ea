export function saysNoNetwork() {
    return {
        content: "the page says that there is no network",
        trigger: '.needs-network:contains("verified when the network is back")',
    };
}

export function nothingIsFound(text) {
    return {
        content: `nothing is found: ${text}`,
        trigger: `.sale-list:not(:has(.found-sale)):contains("${text}")`,
    };
}
