#pragma once
#include "api/module_context.h"
#include "shop/carts/cart_controller.h"
#include "shop/carts/cart_repository.h"
#include "shop/carts/cart_schema.h"
#include "shop/carts/cart_service.h"

namespace till {

/// What customers are about to buy.
struct CartsModule {
    CartsModule(const ModuleContext& context, CartRepository& carts, ProductOffers& products, StockLedger& stock);
    CartsModule(const CartsModule&) = delete;
    CartsModule& operator=(const CartsModule&) = delete;

    CartSchemas schemas;
    CartService service;
    CartController controller;
};

}  // namespace till
