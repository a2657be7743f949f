import { formatTime } from "../../shared/times";
import { useShop } from "../layout/shopInfo";

const dates = {
    formatDay: (time: string) => formatTime(time, { dateStyle: "long" }),
    formatMoment: (time: string) => formatTime(time, { dateStyle: "medium", timeStyle: "short" }),
};

/** Days and times as the clocks of the shop show them, as soon as its time zone is known. */
export function useDates() {
    useShop();
    return dates;
}
