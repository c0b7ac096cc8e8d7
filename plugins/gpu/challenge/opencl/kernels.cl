// The work of a challenge, as package work describes it. All of it is of integers of 32 and 64 bits.

uint4 philox4(uint4 c, uint2 key) {
    for (int i = 0; i < 10; i++) {
        ulong a = (ulong)0xd2511f53u * c.x;
        ulong b = (ulong)0xcd9e8d57u * c.z;
        c = (uint4)((uint)(b >> 32) ^ c.y ^ key.x, (uint)b, (uint)(a >> 32) ^ c.w ^ key.y, (uint)a);
        key += (uint2)(0x9e3779b9u, 0xbb67ae85u);
    }
    return c;
}

// One round of Philox2x32.
#define ROUND(left, right, key)                         \
    {                                                   \
        ulong product = (ulong)0xd256d193u * (left);    \
        left = (uint)(product >> 32) ^ (key) ^ (right); \
        right = (uint)product;                          \
        key += 0x9e3779b9u;                             \
    }

#define PAIR(low, high) ((ulong)(high) << 32 | (low))

// Each item makes one block, number first + its id, at its place after `at` blocks of a buffer.
kernel void fill(global ulong *memory, uint first, uint at, uint count, uint words, uint rounds, uint4 stream) {
    uint id = get_global_id(0);
    if (id >= count) return;
    uint4 start = philox4((uint4)(first + id, 0, stream.z, stream.w), stream.xy);
    uint left = start.x, right = start.y, key = start.z;
    global ulong *block = memory + (ulong)(at + id) * words;
    for (uint i = 0; i < words; i += 4) {
        ulong word[4];
        for (int j = 0; j < 4; j++) {
            for (uint k = 0; k < rounds; k++) ROUND(left, right, key);
            word[j] = PAIR(left, right);
        }
        vstore4((ulong4)(word[0], word[1], word[2], word[3]), 0, block + i);
    }
}

#define WALKERS 64

// Each group walks one lane, from one step to another. Its items share each block's words.
kernel __attribute__((reqd_work_group_size(WALKERS, 1, 1)))
void touch(global const ulong *m0, global const ulong *m1, global const ulong *m2, global const ulong *m3,
           global const ulong *m4, global const ulong *m5, global const ulong *m6, global const ulong *m7,
           uint per, uint blocks, uint words, global ulong *values, uint steps, uint from, uint to, uint4 stream) {
    local ulong sums[WALKERS];
    uint lane = get_group_id(0), item = get_local_id(0);
    ulong value;
    if (from == 0) {
        uint4 first = philox4((uint4)(lane, 0, stream.z, stream.w), stream.xy);
        value = PAIR(first.x, first.y);
    } else {
        value = values[(ulong)lane * steps + from - 1];
    }
    for (uint step = from; step < to; step++) {
        uint4 drawn = philox4((uint4)((uint)value, (uint)(value >> 32), lane, step), stream.xy);
        uint block = mul_hi(drawn.x, blocks);
        global const ulong *memory = m0;
        switch (block / per) {
        case 1: memory = m1; break;
        case 2: memory = m2; break;
        case 3: memory = m3; break;
        case 4: memory = m4; break;
        case 5: memory = m5; break;
        case 6: memory = m6; break;
        case 7: memory = m7; break;
        }
        memory += (ulong)(block % per) * words;
        ulong sum = 0;
#pragma unroll 8
        for (uint i = item; i < words; i += WALKERS) {
            ulong word = memory[i];
            uint left = (uint)word ^ drawn.z, right = (uint)(word >> 32) ^ drawn.w, key = drawn.y;
            ROUND(left, right, key);
            ROUND(left, right, key);
            ROUND(left, right, key);
            sum += PAIR(left, right);
        }
        sums[item] = sum;
        barrier(CLK_LOCAL_MEM_FENCE);
        for (uint half_ = WALKERS / 2; half_ > 0; half_ /= 2) {
            if (item < half_) sums[item] += sums[item + half_];
            barrier(CLK_LOCAL_MEM_FENCE);
        }
        value = sums[0];
        barrier(CLK_LOCAL_MEM_FENCE);
        if (item == 0) values[(ulong)lane * steps + step] = value;
    }
}

// Four entries lie in one word, the first in its lowest byte. A has its rows one after another, B its columns.

kernel void left_operand(global uint4 *a, uint4 stream) {
    uint index = get_global_id(0);
    a[index] = philox4((uint4)(index, 0, stream.z, stream.w), stream.xy);
}

#define BYTE(word, j) ((word) >> 8 * (j) & 0xffu)

// Each item draws sixteen columns of four rows, and turns them round.
kernel void right_operand(global uint *b, uint n, uint operand, uint4 stream) {
    uint row = get_global_id(0) * 4, column = get_global_id(1) * 16;
    uint4 drawn[4];
    for (uint i = 0; i < 4; i++)
        drawn[i] = philox4((uint4)(((row + i) * n + column) / 16, operand, stream.z, stream.w), stream.xy);
    global uint *to = b + (ulong)column * (n / 4) + row / 4;
    for (uint j = 0; j < 4; j++) {
        to[(0 + j) * (n / 4)] = BYTE(drawn[0].x, j) | BYTE(drawn[1].x, j) << 8 | BYTE(drawn[2].x, j) << 16 | BYTE(drawn[3].x, j) << 24;
        to[(4 + j) * (n / 4)] = BYTE(drawn[0].y, j) | BYTE(drawn[1].y, j) << 8 | BYTE(drawn[2].y, j) << 16 | BYTE(drawn[3].y, j) << 24;
        to[(8 + j) * (n / 4)] = BYTE(drawn[0].z, j) | BYTE(drawn[1].z, j) << 8 | BYTE(drawn[2].z, j) << 16 | BYTE(drawn[3].z, j) << 24;
        to[(12 + j) * (n / 4)] = BYTE(drawn[0].w, j) | BYTE(drawn[1].w, j) << 8 | BYTE(drawn[2].w, j) << 16 | BYTE(drawn[3].w, j) << 24;
    }
}

#define TILE 64  // rows and columns of C that a group makes
#define SIDE 16  // items of a group in each direction
#define EACH 4   // rows and columns that an item makes
#define DEPTH 16 // words of a row or column that are held at once

// Four products and their sum, in one instruction where the host has asked for it (dialects in session.go).
inline int dot4(uint a, uint b, int sum) {
#if defined(DOT_EXTENSION)
    return sum + dot_4x8packed_ss_int(a, b);
#elif defined(DOT_PTX)
    int result;
    asm("dp4a.s32.s32 %0, %1, %2, %3;" : "=r"(result) : "r"(a), "r"(b), "r"(sum));
    return result;
#else
    char4 x = as_char4(a), y = as_char4(b);
    return sum + (int)x.x * y.x + (int)x.y * y.y + (int)x.z * y.z + (int)x.w * y.w;
#endif
}

kernel __attribute__((reqd_work_group_size(SIDE, SIDE, 1)))
void multiply(global const uint *a, global const uint *b, global int *c, uint n) {
    local uint rows[DEPTH][TILE + 1], columns[DEPTH][TILE + 1];
    uint x = get_local_id(0), y = get_local_id(1), item = y * SIDE + x;
    uint row = get_group_id(1) * TILE, column = get_group_id(0) * TILE, words = n / 4;
    int sum[EACH][EACH];
    for (int i = 0; i < EACH; i++)
        for (int j = 0; j < EACH; j++) sum[i][j] = 0;
    for (uint k = 0; k < words; k += DEPTH) {
        for (uint i = item; i < TILE * DEPTH; i += SIDE * SIDE) {
            rows[i % DEPTH][i / DEPTH] = a[(ulong)(row + i / DEPTH) * words + k + i % DEPTH];
            columns[i % DEPTH][i / DEPTH] = b[(ulong)(column + i / DEPTH) * words + k + i % DEPTH];
        }
        barrier(CLK_LOCAL_MEM_FENCE);
        for (uint d = 0; d < DEPTH; d++) {
            uint left[EACH], right[EACH];
            for (int i = 0; i < EACH; i++) {
                left[i] = rows[d][y + SIDE * i];
                right[i] = columns[d][x + SIDE * i];
            }
            for (int i = 0; i < EACH; i++)
                for (int j = 0; j < EACH; j++) sum[i][j] = dot4(left[i], right[j], sum[i][j]);
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    for (int i = 0; i < EACH; i++)
        for (int j = 0; j < EACH; j++) c[(ulong)(row + y + SIDE * i) * n + column + x + SIDE * j] = sum[i][j];
}

// Each item absorbs one row of C in a state that begins with step and row.
kernel void absorb(global const int4 *c, global uint4 *rows, uint n, uint step, uint4 stream) {
    uint row = get_global_id(0);
    uint4 state = philox4((uint4)(row, 1u << 31 | step, stream.z, stream.w), stream.xy);
    global const int4 *entries = c + (ulong)row * (n / 4);
    for (uint i = 0; i < n / 4; i++) {
        int4 four = entries[i];
        state.x ^= (uint)four.x;
        state = philox4(state, stream.xy);
        state.x ^= (uint)four.y;
        state = philox4(state, stream.xy);
        state.x ^= (uint)four.z;
        state = philox4(state, stream.xy);
        state.x ^= (uint)four.w;
        state = philox4(state, stream.xy);
    }
    rows[row] = state;
}

// Each item draws sixteen entries of the next A from its row's state.
kernel void next_operand(global uint4 *a, global const uint4 *rows, uint n) {
    uint index = get_global_id(0);
    uint4 state = rows[index / (n / 16)];
    a[index] = philox4((uint4)(index % (n / 16), 0, state.z, state.w), state.xy);
}
