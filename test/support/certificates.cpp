#include "support/certificates.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace till::test {

Certificates::Certificates(const std::string& host) {
    const std::string key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 ";
    run("req -x509 " + key + "-subj /CN=tests -keyout ca.key -out ca.pem");
    run("req " + key + "-subj /CN=server -keyout server.key -out server.csr");
    std::ofstream(folder_.file("names")) << "subjectAltName=" << host << "\n";
    run("x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem");
}

void Certificates::run(const std::string& arguments) const {
    const std::string command = "cd '" + folder_.path().string() + "' && openssl " + arguments + " > log 2>&1";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("openssl " + arguments + " failed");
}

}  // namespace till::test
