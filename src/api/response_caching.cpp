#include "api/response_caching.h"

namespace till {
namespace {

constexpr std::string_view cache_header = "X-Cache";

}  // namespace

void ResponseCaching::answer_from_cache(const ExchangePointer& exchange) {
    auto asked = parts_.answers.ask(cache_key(*exchange->route, exchange->request),
                                    [this, exchange](const AnswerCache::Answer& answer) {
                                        try {
                                            if (!answer) return answer_alone(exchange);
                                            answer_kept(exchange, answer, "miss");
                                        } catch (...) {
                                            parts_.finisher.finish_with_current_exception(*exchange);
                                        }
                                    });
    if (asked.hit) return answer_kept(exchange, asked.hit, "hit");
    if (asked.fill) answer_and_keep(exchange, std::move(*asked.fill));
}

// `how` it came about, for X-Cache.
void ResponseCaching::answer_kept(const ExchangePointer& exchange, const AnswerCache::Answer& kept,
                                  std::string_view how) {
    const http::Response* const form = kept->in(parts_.finisher.coding_for(*exchange, kept->response));
    http::Response response = copy_of(form != nullptr ? *form : kept->response);
    response.add(cache_header, how);
    parts_.finisher.make_personal(*exchange, response);
    if (form == nullptr && response.status == 200) return answer_in_another_form(exchange, kept, how);
    parts_.finisher.deliver(*exchange, std::move(response));
}

// Where no thread is free to make it, whoever takes it as it is gets it so: it is there.
void ResponseCaching::answer_in_another_form(const ExchangePointer& exchange, const AnswerCache::Answer& kept,
                                             std::string_view how) {
    auto make = [this, exchange, kept, how] { answer_kept(exchange, with_form(*exchange, kept), how); };
    if (parts_.dispatcher.try_on_reader(exchange, std::move(make))) return;
    http::Response response = copy_of(kept->response);
    response.add(cache_header, how);
    parts_.finisher.make_personal(*exchange, response);
    parts_.finisher.deliver(*exchange, std::move(response));
}

// Kept with the answer, for all who ask after this; somebody else may have been faster.
AnswerCache::Answer ResponseCaching::with_form(const PipelineExchange& exchange,
                                               const AnswerCache::Answer& kept) const {
    const std::string key = cache_key(*exchange.route, exchange.request);
    const AnswerCache::Answer present = parts_.answers.peek(key);
    const AnswerCache::Answer& answer = present ? present : kept;
    const http::Coding coding = parts_.finisher.coding_for(exchange, answer->response);
    if (answer->in(coding) != nullptr) return answer;
    auto fuller = std::make_shared<CachedAnswer>(*answer);
    add_form(*fuller, coding);
    if (present) keep_again(parts_.answers, key, fuller);
    return fuller;
}

void ResponseCaching::add_form(CachedAnswer& answer, http::Coding coding) const {
    if (coding == http::Coding::identity) return;
    http::Response form = parts_.compression.compressed(
        answer.response, coding, parts_.answers.on() ? Compression::Effort::kept : Compression::Effort::once);
    form.body.share();
    answer.compressed.emplace(coding, std::move(form));
}

void ResponseCaching::answer_alone(const ExchangePointer& exchange) {
    parts_.dispatcher.run(exchange, [this](PipelineExchange& its) {
        http::Response response = its.route->handler(its.request);
        parts_.finisher.finish_made(its, std::move(response.add(cache_header, "miss")));
    });
}

void ResponseCaching::answer_and_keep(const ExchangePointer& exchange, AnswerCache::Fill fill) {
    const auto its_fill = std::make_shared<AnswerCache::Fill>(std::move(fill));
    parts_.dispatcher.run(exchange, [this, exchange, its_fill](PipelineExchange& its) {
        const auto answer = answer_and_fill(*its.route, its.request, *its_fill, [&](CachedAnswer& made) {
            parts_.finisher.dress(its.route, made.response);
            add_form(made, parts_.finisher.coding_for(its, made.response));
        });
        answer_kept(exchange, answer, "miss");
    });
}

}  // namespace till
