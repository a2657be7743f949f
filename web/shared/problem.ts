import type { components } from "till-api";

export type Problem = components["schemas"]["Problem"];

/** The shop refused the request: `problem.code` says why. */
export class Refused extends Error {
    constructor(
        readonly problem: Problem,
        /** Seconds after which to try again, where the shop said so. */
        readonly retryAfter_s: number | undefined,
    ) {
        super(problem.detail || problem.title);
        this.name = "Refused";
    }

    get code(): string {
        return this.problem.code;
    }

    get status(): number {
        return this.problem.status;
    }
}

/** No response came: whether the shop carried out the request is not known. */
export class Unreachable extends Error {
    constructor(readonly timedOut: boolean) {
        super(timedOut ? "The shop takes too long to respond." : "The shop cannot be reached.");
        this.name = "Unreachable";
    }
}

/** Whether a retry may help. */
export function mayPass(error: unknown): boolean {
    return error instanceof Unreachable || (error instanceof Refused && error.status >= 500);
}

/** The refusal in a response, also where a proxy wrote it. */
export function refusalOf(body: unknown, response: Response): Refused {
    const after = Number(response.headers.get("Retry-After") ?? Number.NaN);
    const problem = isProblem(body) ? body : unknownProblem(response);
    return new Refused(problem, Number.isFinite(after) ? after : undefined);
}

function isProblem(body: unknown): body is Problem {
    return typeof body === "object" && body !== null && "code" in body && "status" in body;
}

function unknownProblem(response: Response): Problem {
    return {
        type: "about:blank",
        title: response.statusText || `Status ${response.status}`,
        status: response.status,
        detail: "The shop sent an invalid response.",
        code: "unknown",
        request_id: response.headers.get("X-Request-Id") ?? "",
    };
}
