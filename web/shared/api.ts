import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "till-api";
import { refusalOf } from "./problem";
import { type Session, timed } from "./session";

export type Schemas = components["schemas"];
export type Api = Client<paths>;

/**
 * The shop's API as the signed-in account sees it, typed by openapi/swagger.yaml. `early` may have responses already to
 * a visitor's requests.
 */
export function apiFor(session: Session, early?: (request: Request) => Promise<Response | undefined>): Api {
    return createClient<paths>({
        baseUrl: "/api/v1",
        fetch: async (request) => {
            const again = request.clone();
            const token = await session.token();
            const answer = token ? undefined : await early?.(request);
            if (answer) return answer;
            const response = await timed(withToken(request, token));
            if (response.status !== 401 || !token) return response;
            session.refuse(token);
            return timed(withToken(again, await session.token()));
        },
    });
}

function withToken(request: Request, token: string | undefined): Request {
    if (token) request.headers.set("Authorization", `Bearer ${token}`);
    return request;
}

interface Reply<Body> {
    data?: Body;
    error?: unknown;
    response: Response;
}

/** The body of a response; a `Refused` is thrown where the shop refused. */
export async function got<Body>(asked: Promise<Reply<Body>>): Promise<Body> {
    return (await whole(asked)).body;
}

/** The same, with what the headers say. */
export async function whole<Body>(asked: Promise<Reply<Body>>): Promise<{ body: Body; response: Response }> {
    const { data, error, response } = await asked;
    if (!response.ok) throw refusalOf(error, response);
    return { body: data as Body, response };
}
