#include "api/problem_json.h"

#include <spdlog/spdlog.h>

#include "platform/database/errors.h"
#include "platform/json/json.h"
#include "shop/kernel/money.h"

namespace till {
namespace {

struct ValueWriter {
    json::Writer& writer;

    void operator()(std::int64_t number) const { writer.integer(number); }
    void operator()(const std::string& text) const { writer.text(text); }
    void operator()(const ProblemValue::List& list) const {
        writer.begin_array();
        for (const ProblemValue& element : list) std::visit(*this, element.value);
        writer.end_array();
    }
    void operator()(const ProblemValue::Object& object) const {
        writer.begin_object();
        write_members(object);
        writer.end_object();
    }
    void write_members(const ProblemValue::Object& members) const {
        for (const auto& [name, member] : members) {
            writer.name(name);
            std::visit(*this, member.value);
        }
    }
};

void write_field_errors(const FieldErrors& errors, json::Writer& writer) {
    writer.name("errors");
    writer.begin_object();
    for (const auto& [field, messages] : errors) {
        writer.name(field);
        writer.begin_array();
        for (const std::string& message : messages) writer.text(message);
        writer.end_array();
    }
    writer.end_object();
}

}  // namespace

http::Response problem_response(const Refusal& refusal, const std::string& request_id) {
    const Problem& problem = refusal.problem();
    json::Writer writer;
    writer.begin_object();
    writer.name("type");
    writer.text("urn:till:problem:" + std::string(problem.code));
    writer.name("title");
    writer.text(problem.title);
    writer.name("status");
    writer.integer(problem.status);
    writer.name("detail");
    writer.text(refusal.detail());
    writer.name("code");
    writer.text(problem.code);
    writer.name("request_id");
    writer.text(request_id);
    if (!refusal.errors().empty()) write_field_errors(refusal.errors(), writer);
    ValueWriter{writer}.write_members(refusal.members());
    writer.end_object();

    http::Response response{.status = problem.status, .headers = {}, .body = writer.take()};
    response.add("Content-Type", "application/problem+json");
    if (problem.status == 401) response.add("WWW-Authenticate", "Bearer");
    if (refusal.retry_after_s() > 0) response.add("Retry-After", std::to_string(refusal.retry_after_s()));
    return response;
}

Refusal refusal_of_current_exception(const std::string& request_id, const std::string& target) {
    try {
        throw;
    } catch (const Refusal& refusal) {
        return refusal;
    } catch (const MoneyOverflow&) {
        return Refusal::invalid("total", "is out of range");
    } catch (const database::UniqueViolation& error) {
        spdlog::warn("{} {}: {}", request_id, target, error.what());
        return Refusal(problems::conflict, "A record with the same key was stored at the same time.");
    } catch (const database::ReferenceViolation& error) {
        spdlog::warn("{} {}: {}", request_id, target, error.what());
        return Refusal(problems::conflict, "A record that this one belongs to was deleted at the same time.");
    } catch (const database::TooLarge& error) {
        spdlog::error("{} {}: {}", request_id, target, error.what());
        return Refusal(problems::content_too_large, "The request is too large for the shop's database.");
    } catch (const database::Overloaded&) {
        return Refusal(problems::overloaded, "Too many writes are waiting.").retry_after(overload_retry_after_s);
    } catch (const database::OutcomeUnknown& error) {
        spdlog::error("{} {}: {}", request_id, target, error.what());
        return Refusal(
                   problems::unavailable,
                   "The connection to the database was lost during the write: the change may or may not have happened.")
            .retry_after(overload_retry_after_s);
    } catch (const database::TimedOut& error) {
        spdlog::warn("{} {}: {}", request_id, target, error.what());
        return Refusal(problems::unavailable, "The request exceeded its time limit. Request less, or try again later.")
            .retry_after(overload_retry_after_s);
    } catch (const database::Unavailable& error) {
        spdlog::error("{} {}: {}", request_id, target, error.what());
        return Refusal(problems::unavailable, "The database is temporarily unreachable.")
            .retry_after(overload_retry_after_s);
    } catch (const std::exception& error) {
        spdlog::error("{} {}: {}", request_id, target, error.what());
    } catch (...) {
        spdlog::error("{} {}: an exception of an unknown type", request_id, target);
    }
    return Refusal(problems::internal, "An internal error occurred.");
}

}  // namespace till
