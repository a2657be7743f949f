/** What the shop says of itself. */
export function useShopName(): string {
    return "Till";
}
