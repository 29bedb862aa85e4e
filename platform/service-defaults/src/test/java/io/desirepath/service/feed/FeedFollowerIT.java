package io.desirepath.service.feed;
