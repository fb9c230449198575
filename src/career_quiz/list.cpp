#include "career_quiz/list.h"

#include <cstring>

namespace career_quiz {

void ListStorage::make_room(std::size_t least, std::size_t item_size, Relocate relocate) {
  if (least <= capacity_) return;
  void* room = ::operator new(least* item_size);
  const std::size_t bytes = size_ * item_size;
  if (relocate == nullptr) {
    if (bytes > 0) std::memcpy(room, items_, bytes);
  } else {
    for (std::size_t at = 0; at < bytes; at += item_size) {
      relocate(static_cast<char*>(items_) + at, static_cast<char*>(room) + at);
    }
  }
  ::operator delete(items_);
  items_ = room;
  capacity_ = least;
}

void ListStorage::add_bytes(const void* items, std::size_t count, std::size_t item_size) {
  if (count == 0) return;
  make_room(size_ + count, item_size, nullptr);
  void* added = static_cast<char*>(items_) + size_ * item_size;
  if (items == nullptr) {
    std::memset(added, 0, count * item_size);
  } else {
    std::memcpy(added, items, count * item_size);
  }
  size_ += count;
}

void* ListStorage::add(std::size_t item_size, Relocate relocate) {
  if (size_ == capacity_) make_room(size_ < 4 ? 4 : 2 * size_, item_size, relocate);
  return static_cast<char*>(items_) + item_size * size_++;
}

void ListStorage::take_from(ListStorage* other) {
  std::swap(items_, other->items_);
  std::swap(size_, other->size_);
  std::swap(capacity_, other->capacity_);
}

}  // namespace career_quiz
