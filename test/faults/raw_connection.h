#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace till::test {

/// A TCP connection without any behaviour of its own, so that a test can be the worst of clients. Blocking, with bounds
/// on how long it waits.
class RawConnection {
 public:
    /// `from` is the loopback address that it comes from. `receive_bytes` bounds the kernel's receive buffer; 0 leaves
    /// it alone.
    explicit RawConnection(std::uint16_t port, const std::string& from = "127.0.0.1", int receive_bytes = 0);
    ~RawConnection();
    RawConnection(RawConnection&& other) noexcept;
    RawConnection& operator=(RawConnection&& other) noexcept;

    bool is_connected() const { return connected_; }
    /// Until all is sent, the server has closed, or nothing more was taken for a second. Returns what was sent.
    std::size_t send(std::string_view bytes) const;
    /// At most so many bytes that are there already. False where the server has closed.
    bool take(std::size_t bytes) const;
    /// The status of the response, once its first line is there; 0 where none comes within `seconds`.
    int status(int seconds) const;
    /// Closes with a reset rather than in good order.
    void reset();

 private:
    int socket_;
    bool connected_ = false;
};

/// So that thousands of connections fit into this process.
void allow_many_connections();

}  // namespace till::test
