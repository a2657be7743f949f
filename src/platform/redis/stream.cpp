#include "platform/redis/stream.h"

#include <cerrno>
#include <cstddef>
#include <string>
#include <system_error>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/redis/unavailable.h"

namespace till::redis {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{16} * 1024;

[[noreturn]] void fail(const std::string& reason) { throw Unavailable("Redis: " + reason); }
[[noreturn]] void fail_with(int code) { fail(std::generic_category().message(code)); }

/// For the thread: OpenSSL writes without MSG_NOSIGNAL.
void block_sigpipe() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

struct FreeAddresses {
    void operator()(addrinfo* addresses) const { freeaddrinfo(addresses); }
};

std::unique_ptr<addrinfo, FreeAddresses> look_up(const Address& address) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int error = getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found);
    if (error != 0) fail(address.host + ": " + gai_strerror(error));
    return std::unique_ptr<addrinfo, FreeAddresses>(found);
}

bool is_ip(const std::string& host) {
    in6_addr bytes{};
    return inet_pton(AF_INET, host.c_str(), &bytes) == 1 || inet_pton(AF_INET6, host.c_str(), &bytes) == 1;
}

struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSession {
    void operator()(SSL* session) const { SSL_free(session); }
};

}  // namespace

enum class Stream::Want : short { read = POLLIN, write = POLLOUT };

class Stream::Tls {
 public:
    Tls(const Address& address, int socket) : context_(SSL_CTX_new(TLS_client_method())) {
        if (!context_) fail_now();
        SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
        SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
        const bool trusts = address.ssl_ca.empty()
                                ? SSL_CTX_set_default_verify_paths(context_.get()) == 1
                                : SSL_CTX_load_verify_locations(context_.get(), address.ssl_ca.c_str(), nullptr) == 1;
        if (!trusts) fail("the certificates in " + address.ssl_ca + " cannot be read");
        session_.reset(SSL_new(context_.get()));
        if (!session_ || SSL_set_fd(session_.get(), socket) != 1) fail_now();
        require_host(address.host);
    }

    /// What `call` gives, which is over 0, or what it waits for.
    template <class Call>
    int run(const Call& call, Want& waits_for) {
        ERR_clear_error();
        const int result = call(session_.get());
        if (result > 0) return result;
        switch (SSL_get_error(session_.get(), result)) {
            case SSL_ERROR_WANT_READ:
                waits_for = Want::read;
                return 0;
            case SSL_ERROR_WANT_WRITE:
                waits_for = Want::write;
                return 0;
            case SSL_ERROR_ZERO_RETURN:
                fail("the server closed the connection");
            default:
                fail_now();
        }
    }

 private:
    void require_host(const std::string& host) {
        const bool set = is_ip(host) ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session_.get()), host.c_str()) == 1
                                     : SSL_set1_host(session_.get(), host.c_str()) == 1 && name_host(host);
        if (!set) fail_now();
    }

    /// What the macro SSL_set_tlsext_host_name is, but for its cast.
    bool name_host(const std::string& host) {
        std::string name = host;
        return SSL_ctrl(session_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data()) == 1;
    }

    [[noreturn]] void fail_now() const {
        if (session_) {
            const long verdict = SSL_get_verify_result(session_.get());
            if (verdict != X509_V_OK) fail(std::string("its certificate: ") + X509_verify_cert_error_string(verdict));
        }
        const unsigned long code = ERR_get_error();
        fail(code == 0 ? "the connection broke" : ERR_reason_error_string(code));
    }

    std::unique_ptr<SSL_CTX, FreeContext> context_;
    std::unique_ptr<SSL, FreeSession> session_;
};

Stream::Stream(const Address& address, std::chrono::milliseconds timeout_ms)
    : timeout_ms_(timeout_ms), bytes_(std::make_unique<char[]>(buffer_bytes)) {
    block_sigpipe();
    try {
        connect(address);
    } catch (...) {
        if (socket_ >= 0) close(socket_);
        throw;
    }
}

Stream::~Stream() {
    tls_.reset();
    close(socket_);
}

void Stream::connect(const Address& address) {
    const auto addresses = look_up(address);
    int error = 0;
    for (const addrinfo* one = addresses.get(); one != nullptr; one = one->ai_next) {
        if (socket_ >= 0) close(socket_);
        socket_ = socket(one->ai_family, one->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, one->ai_protocol);
        if (socket_ < 0) fail_with(errno);
        error = ::connect(socket_, one->ai_addr, one->ai_addrlen) == 0 ? 0 : errno;
        if (error == EINPROGRESS) {
            require(Want::write);
            socklen_t size = sizeof error;
            getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
        }
        if (error == 0) break;
    }
    if (error != 0) fail_with(error);
    const int at_once = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    if (!address.tls) return;
    tls_ = std::make_unique<Tls>(address, socket_);
    Want want = Want::read;
    while (tls_->run([](SSL* session) { return SSL_connect(session); }, want) == 0) require(want);
}

void Stream::write(std::string_view bytes) {
    while (!bytes.empty()) {
        Want want = Want::write;
        std::ptrdiff_t written = 0;
        if (tls_) {
            const auto call = [&](SSL* session) {
                return SSL_write(session, bytes.data(), static_cast<int>(bytes.size()));
            };
            written = tls_->run(call, want);
        } else {
            written = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (written < 0 && errno != EAGAIN && errno != EINTR) fail_with(errno);
        }
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else {
            require(want);
        }
    }
}

std::string_view Stream::read(Time until) {
    while (true) {
        Want want = Want::read;
        std::ptrdiff_t count = 0;
        if (tls_) {
            count = tls_->run(
                [&](SSL* session) { return SSL_read(session, bytes_.get(), static_cast<int>(buffer_bytes)); }, want);
        } else {
            count = recv(socket_, bytes_.get(), buffer_bytes, 0);
            if (count == 0) fail("the server closed the connection");
            if (count < 0 && errno != EAGAIN && errno != EINTR) fail_with(errno);
        }
        if (count > 0) return {bytes_.get(), static_cast<std::size_t>(count)};
        if (!await(want, until)) return {};
    }
}

/// False where that does not come until then.
bool Stream::await(Want want, Time until) const {
    while (true) {
        const auto left_ms = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd waiting{.fd = socket_, .events = static_cast<short>(want), .revents = 0};
        const int ready = poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(0, left_ms.count())));
        if (ready > 0) return true;
        if (ready == 0) return false;
        if (errno != EINTR) fail_with(errno);
    }
}

void Stream::require(Want want) const {
    if (!await(want, std::chrono::steady_clock::now() + timeout_ms_)) fail("no answer in time");
}

}  // namespace till::redis
