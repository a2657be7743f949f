#include "support/private_mariadb.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <mysql.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/ports.h"

namespace till::test {

namespace {

constexpr std::chrono::seconds start_s{60};
constexpr const char* user = "till";
constexpr const char* encoded_password = "p%40ss%3Aw%2Frd%27%5C%20%C3%A9";

std::string program(const std::string& name) {
    for (const char* folder : {"/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/"}) {
        if (access((folder + name).c_str(), X_OK) == 0) return folder + name;
    }
    throw std::runtime_error(name + " is not installed; the tests need Debian's package mariadb-server");
}

/// Starts a program whose output is appended to a file, and which ends with this one.
pid_t spawn(const std::vector<std::string>& arguments, const std::string& output) {
    std::vector<char*> pointers;
    for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("cannot start " + arguments.front());
    if (child > 0) return child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    const int file = open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, 0);
    dup2(file, 1);
    dup2(file, 2);
    execv(pointers.front(), pointers.data());
    _exit(127);
}

std::vector<std::string> with_user(std::vector<std::string> arguments) {
    if (geteuid() == 0) arguments.push_back("--user=root");
    return arguments;
}

}  // namespace

PrivateMariadb& PrivateMariadb::shared() {
    static PrivateMariadb server;
    return server;
}

PrivateMariadb::PrivateMariadb(std::vector<std::string> options) : options_(std::move(options)), port_(free_port()) {
    install();
    start();
    run("CREATE USER 'till'@'%' IDENTIFIED BY 'p@ss:w/rd\\'\\\\ \xc3\xa9'");
    run("GRANT ALL ON *.* TO 'till'@'%'");
}

PrivateMariadb::~PrivateMariadb() {
    if (server_ > 0) stop(SIGTERM);
}

void PrivateMariadb::install() {
    const pid_t installer =
        spawn(with_user({program("mariadb-install-db"), "--no-defaults", "--datadir=" + folder_.file("data"),
                         "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"}),
              folder_.file("log"));
    int status = 0;
    if (waitpid(installer, &status, 0) != installer || status != 0) {
        throw std::runtime_error("mariadb-install-db failed:\n" + log());
    }
}

void PrivateMariadb::start() {
    std::vector<std::string> arguments =
        with_user({program("mariadbd"), "--no-defaults", "--datadir=" + folder_.file("data"),
                   "--socket=" + folder_.file("socket"), "--pid-file=" + folder_.file("pid"),
                   "--bind-address=127.0.0.1", "--port=" + std::to_string(port_), "--skip-log-bin",
                   "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=1", "--innodb-buffer-pool-size=32M",
                   "--innodb-log-file-size=32M", "--key-buffer-size=1M", "--aria-pagecache-buffer-size=4M",
                   "--performance-schema=OFF", "--max-connections=100", "--character-set-server=utf8mb4"});
    arguments.insert(arguments.end(), options_.begin(), options_.end());
    server_ = spawn(arguments, folder_.file("log"));
    wait_until_ready();
}

void PrivateMariadb::wait_until_ready() {
    const auto deadline = std::chrono::steady_clock::now() + start_s;
    while (std::chrono::steady_clock::now() < deadline) {
        if (ended()) break;
        try {
            run("DO 1");
            return;
        } catch (const std::runtime_error&) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
    throw std::runtime_error("mariadbd did not start:\n" + log());
}

bool PrivateMariadb::ended() {
    if (server_ > 0 && waitpid(server_, nullptr, WNOHANG) == server_) server_ = -1;
    return server_ < 0;
}

void PrivateMariadb::stop(int signal) {
    if (server_ <= 0) return;
    kill(server_, signal);
    waitpid(server_, nullptr, 0);
    server_ = -1;
}

void PrivateMariadb::run(const std::string& statement) const {
    const std::unique_ptr<MYSQL, decltype(&mysql_close)> connection(mysql_init(nullptr), &mysql_close);
    mysql_options(connection.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (mysql_real_connect(connection.get(), nullptr, "root", "", nullptr, 0, folder_.file("socket").c_str(), 0) ==
            nullptr ||
        mysql_real_query(connection.get(), statement.data(), statement.size()) != 0) {
        throw std::runtime_error("the private MariaDB says: " + std::string(mysql_error(connection.get())));
    }
    if (MYSQL_RES* result = mysql_store_result(connection.get())) mysql_free_result(result);
}

std::string PrivateMariadb::fresh_database() {
    const std::string name = "till_" + std::to_string(++databases_);
    run("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    return std::string("mysql://") + user + ":" + encoded_password + "@127.0.0.1:" + std::to_string(port_) + "/" + name;
}

std::string PrivateMariadb::over_socket(const std::string& url) const {
    return url + "?socket=" + folder_.file("socket");
}

std::string PrivateMariadb::log() const {
    std::ostringstream text;
    text << std::ifstream(folder_.file("log")).rdbuf();
    return text.str();
}

}  // namespace till::test
