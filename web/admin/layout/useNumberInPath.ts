import { useParams } from "react-router-dom";

/** An id in the address; 0, which nothing has, where it is none. */
export function useNumberInPath(name: string): number {
    const value = Number(useParams()[name]);
    return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
