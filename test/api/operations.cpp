#include "api/operations.h"

namespace till::test {

namespace {

constexpr const char* product =
    R"({"name":"Tea","price":"1.00","sku":"<n>","description":"Good","category":"Drinks","image_url":"/tea.png"})";
constexpr const char* customer = R"({"name":"N","email":"<n>@example.com","phone":"1"})";
constexpr const char* account = R"({"username":"user<n>","role":"customer","password":"<password>"})";

}  // namespace

const std::vector<Operation>& operations() {
    static const std::vector<Operation> rows{
        // The shop
        {"showShop", "GET /shop", "", {200, 200, 200, 200, 200}},
        // Sign-in
        {"signIn", "POST /login", R"({"username":"<username>","password":"<password>"})", {200, 200, 200, 200, 200}},
        {"refreshSignIn", "POST /login/refresh", R"({"refresh_token":"<refresh token>"})", {200, 200, 200, 200, 200}},
        {"signOut", "POST /logout", "", {401, 204, 204, 204, 204}},
        {"register",
         "POST /register",
         R"({"name":"N","email":"<n>@example.com","phone":"1","username":"<n>","password":"<password>"})",
         {201, 201, 201, 201, 201}},
        {"showOwnAccount", "GET /me", "", {401, 200, 200, 200, 200}},
        // Products
        {"listProducts", "GET /products", "", {401, 200, 200, 200, 200}},
        {"showProduct", "GET /products/<product>", "", {401, 200, 200, 200, 200}},
        {"listCategories", "GET /categories", "", {401, 200, 200, 200, 200}},
        {"createProduct",
         "POST /products",
         R"({"name":"Tea","price":"1.00","sku":"<n>","description":"Good","category":"Drinks","image_url":"/tea.png","stock":5})",
         {401, 403, 403, 403, 201}},
        {"replaceProduct", "PUT /products/<product>", product, {401, 403, 403, 403, 200}},
        {"changeProduct", "PATCH /products/<product>", product, {401, 403, 403, 403, 200}},
        {"removeProduct", "DELETE /products/<product>", "", {401, 403, 403, 403, 204}},
        {"setProductImage", "POST /products/<product>/image", "<picture>", {401, 403, 403, 403, 200}},
        {"removeProductImage", "DELETE /products/<product with a picture>/image", "", {401, 403, 403, 403, 204}},
        // Imports and exports
        {"previewProductsImport", "POST /imports/products/preview", "name,price\n", {401, 403, 403, 403, 200}},
        {"importProducts", "POST /imports/products", "name,price\n", {401, 403, 403, 403, 202}},
        {"previewCustomersImport", "POST /imports/customers/preview", "name,email\n", {401, 403, 403, 403, 200}},
        {"importCustomers", "POST /imports/customers", "name,email\n", {401, 403, 403, 403, 202}},
        {"previewOrdersImport",
         "POST /imports/orders/preview",
         "number,placed_at,customer_email,name,quantity,unit_price\n",
         {401, 403, 403, 403, 200}},
        {"importOrders",
         "POST /imports/orders",
         "number,placed_at,customer_email,name,quantity,unit_price\n",
         {401, 403, 403, 403, 202}},
        {"showImport", "GET /imports/<nobody's import>", "", {401, 404, 404, 404, 404}},
        {"exportProducts", "GET /exports/products.csv", "", {401, 403, 403, 403, 200}},
        {"exportCustomers", "GET /exports/customers.csv", "", {401, 403, 403, 403, 200}},
        {"exportOrders", "GET /exports/orders.csv", "", {401, 403, 403, 403, 200}},
        // Reports
        {"showSales", "GET /reports/sales", "", {401, 403, 403, 200, 200}},
        // Stock
        {"listStockMovements", "GET /products/<product>/stock-movements", "", {401, 403, 403, 200, 200}},
        {"createStockMovement",
         "POST /products/<product>/stock-movements",
         R"({"change":1,"reason":"received","note":"Good"})",
         {401, 403, 403, 201, 201}},
        {"listLowStock", "GET /inventory/low-stock", "", {401, 403, 403, 200, 200}},
        // Cart: each customer has one
        {"showCart", "GET /cart", "", {401, 200, 200, 403, 403}},
        {"addToCart", "POST /cart/items", R"({"product_id":<product>,"quantity":1})", {401, 200, 200, 403, 403}},
        {"setCartQuantity", "PUT /cart/items/<in both carts>", R"({"quantity":2})", {401, 200, 200, 403, 403}},
        {"removeFromCart", "DELETE /cart/items/<in both carts>", "", {401, 200, 200, 403, 403}},
        {"emptyCart", "DELETE /cart", "", {401, 204, 204, 403, 403}},
        {"checkOut",
         "POST /cart/checkout",
         R"({"shipping_address":"Here","note":"Now","expected_total":"<both carts' total>"})",
         {401, 201, 201, 403, 403}},
        // Orders
        {"placeOrder",
         "POST /orders",
         R"({"customer_id":<customer's id>,"items":[{"product_id":<product>,"quantity":1}],"shipping_address":"Here","note":"Now"})",
         {401, 201, 422, 201, 201}},
        {"listOrders", "GET /orders", "", {401, 403, 403, 200, 200}},
        {"listOwnOrders", "GET /me/orders", "", {401, 200, 200, 403, 403}},
        {"showOrder", "GET /orders/<order>", "", {401, 200, 404, 200, 200}},
        {"moveOrder",
         "PATCH /orders/<order being packed>",
         R"({"status":"shipped","carrier":"Post","tracking_number":"1","note":"Good"})",
         {401, 403, 403, 200, 200}},
        {"cancelOrder", "POST /orders/<order>/cancel", R"({"reason":"Good"})", {401, 200, 404, 200, 200}},
        {"trackOrder", "GET /orders/<order>/tracking", "", {401, 200, 404, 200, 200}},
        // Customers and accounts
        {"listRoles", "GET /roles", "", {401, 403, 403, 403, 200}},
        {"createCustomer", "POST /customers", customer, {401, 403, 403, 403, 201}},
        {"listCustomers", "GET /customers", "", {401, 403, 403, 403, 200}},
        {"showCustomer", "GET /customers/<customer's id>", "", {401, 403, 403, 403, 200}},
        {"replaceCustomer", "PUT /customers/<new customer>", customer, {401, 403, 403, 403, 200}},
        {"changeCustomer", "PATCH /customers/<new customer>", customer, {401, 403, 403, 403, 200}},
        {"removeCustomer", "DELETE /customers/<new customer>", "", {401, 403, 403, 403, 204}},
        {"createAccount",
         "POST /accounts",
         R"({"customer_id":<new customer>,"username":"user<n>","password":"<password>","role":"customer"})",
         {401, 403, 403, 403, 201}},
        {"listAccounts", "GET /accounts", "", {401, 403, 403, 403, 200}},
        {"showAccount", "GET /accounts/<customer's account>", "", {401, 403, 403, 403, 200}},
        {"replaceAccount", "PUT /accounts/<new account>", account, {401, 403, 403, 403, 200}},
        {"changeAccount", "PATCH /accounts/<new account>", account, {401, 403, 403, 403, 200}},
        {"removeAccount", "DELETE /accounts/<new account>", "", {401, 403, 403, 403, 204}},
        // Last, because a new password ends the sign-in of the customer.
        {"changeOwnPassword",
         "PUT /me/password",
         R"({"current_password":"<password>","new_password":"<password>"})",
         {401, 200, 200, 200, 200}},
    };
    return rows;
}

}  // namespace till::test
