#pragma once
#include <string>
#include <string_view>
#include <type_traits>

#include "api/paging.h"
#include "api/request.h"
#include "api/schema.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/version.h"

/// Common parts of the controllers: reading requests and writing responses.
namespace till {

/// The origin of the request, and with it, the actor.
Origin origin_of(const Request& request);
Actor actor_of(const Request& request);

/// The body as JSON for the schema. Its type has been checked (api/body_check.h). Throws a Refusal 400 for what is not
/// JSON, and for more than twice the values that the schema has room for and 1,000: with fewer, each wrong field is
/// named in the response.
json::Value json_body(const schemas::SchemaBase& schema, const Request& request);

template <class T>
T read_body(const schemas::Schema<T>& schema, const Request& request) {
    return schema.read(json_body(schema, request));
}

/// As read_body(); no body at all counts as an empty object.
template <class T>
T read_optional_body(const schemas::Schema<T>& schema, const Request& request) {
    return request.http.body.empty() ? schema.read(json::Object()) : read_body(schema, request);
}

template <class T>
schemas::Patch<T> read_patch(const schemas::Schema<T>& schema, const Request& request) {
    return schema.read_patch(json_body(schema, request));
}

template <class T>
T read_query(const schemas::Schema<T>& schema, const Request& request) {
    static_assert(!std::is_base_of_v<ListPageRequest, T>, "a list's query is read with its cursors");
    FieldErrors errors;
    T query = schema.read_texts(request.query, errors);
    if (!errors.empty()) throw Refusal::invalid(std::move(errors));
    return query;
}

/// The query of a list: its `after` comes out as the position that it was made from.
template <class T>
T read_query(const schemas::Schema<T>& schema, const Request& request, const CursorSealer& cursors) {
    FieldErrors errors;
    T query = schema.read_texts(request.query, errors);
    cursors.open(request, query, errors);
    if (!errors.empty()) throw Refusal::invalid(std::move(errors));
    return query;
}

/// Media types of bodies that are not JSON.
using MediaTypes = std::vector<std::string_view>;
inline const MediaTypes image_types{"image/jpeg", "image/png", "image/webp"};
inline const MediaTypes csv_types{"text/csv"};

http::Response ok(std::string json);
/// 201 with a Location: the collection's path, a slash and the id.
http::Response created(std::string_view collection, std::int64_t id, std::string json);
/// 201 with this path of the API as its Location.
http::Response created_at(std::string_view path, std::string json);
http::Response no_content();

/// Marks the response as this version of its resource: a strong ETag of the version and of the bytes. The bytes decide
/// what a cache may store (a product's stock is in them), the version which change is allowed.
http::Response versioned(http::Response response, std::int64_t version);
/// The version that If-Match requires: any where there is no such header, or it is `*`. A tag that versioned() made
/// counts by the version in it, also where a proxy that compresses has made it weak or has added its coding: RFC 9110,
/// 13.1.1, has no weak tag match, but then nothing could be saved behind such a proxy. Any other tag matches nothing.
/// Throws a Refusal 400 for what is no list of tags.
ExpectedVersion expected_version(const Request& request);

/// A page of a list with its links; its position, if it has one, becomes a cursor.
template <class Item>
http::Response page_of(const schemas::Schema<ListPage<Item>>& schema, const Request& request, ListPage<Item> page,
                       const CursorSealer& cursors) {
    if (page.next) page.next = cursors.cursor_of(request, *page.next);
    http::Response response = ok(schema.write(page));
    response.add("Link", page.page ? page_links(request, page.with(std::vector<std::int64_t>()))
                                   : cursor_links(request, page.next));
    return response;
}

}  // namespace till
