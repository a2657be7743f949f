import { formatMoney } from "./money";

export function Money({ amount, currency }: { amount: string; currency: string }) {
    return <span className="money">{formatMoney(amount, currency)}</span>;
}
