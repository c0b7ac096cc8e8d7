// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package bindings

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// IGroth16PredicateKey is an auto generated low-level Go binding around an user-defined struct.
type IGroth16PredicateKey struct {
	N     uint32
	Words [22]*big.Int
}

// Groth16PredicateMetaData contains all meta data concerning the Groth16Predicate contract.
var Groth16PredicateMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"keys\",\"type\":\"tuple[]\",\"internalType\":\"structIGroth16Predicate.Key[]\",\"components\":[{\"name\":\"n\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"words\",\"type\":\"uint256[22]\",\"internalType\":\"uint256[22]\"}]}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"keyHash\",\"inputs\":[{\"name\":\"n\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"settle\",\"inputs\":[{\"name\":\"header\",\"type\":\"uint256[9]\",\"internalType\":\"uint256[9]\"},{\"name\":\"payload\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"},{\"name\":\"h\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"proof\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[{\"name\":\"key\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"verify\",\"inputs\":[{\"name\":\"header\",\"type\":\"uint256[9]\",\"internalType\":\"uint256[9]\"},{\"name\":\"payload\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"},{\"name\":\"h\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"proof\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"verifyingKey\",\"inputs\":[{\"name\":\"n\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256[22]\",\"internalType\":\"uint256[22]\"}],\"stateMutability\":\"view\"},{\"type\":\"error\",\"name\":\"Groth16Predicate_BatchSizeUnsupported\",\"inputs\":[{\"name\":\"n\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"Groth16Predicate_DeltaGenerator\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"Groth16Predicate_HashNotInField\",\"inputs\":[{\"name\":\"h\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"Groth16Predicate_KeyCountUnsupported\",\"inputs\":[{\"name\":\"count\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"Groth16Predicate_KeyPointInfinite\",\"inputs\":[{\"name\":\"index\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"Groth16Predicate_KeyPointInvalid\",\"inputs\":[{\"name\":\"index\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"Groth16Predicate_KeyPointsRelated\",\"inputs\":[{\"name\":\"index\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"other\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"Groth16Predicate_PayloadEndsInZero\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"Groth16Predicate_ProofInvalid\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"Groth16Predicate_ProofLength\",\"inputs\":[{\"name\":\"length\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"Groth16Predicate_WordNotInField\",\"inputs\":[{\"name\":\"index\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}]",
	ID:  "Groth16Predicate",
	Bin: "0x610360806040523461078e57611380803803809161001d82856107a6565b833981019060208183031261078e578051906001600160401b03821161078e57019080601f8301121561078e578151916001600160401b038311610792576040519261006f60208260051b01856107a6565b80845260206102e081860192028301019183831161078e57602001905b8282106106ea57848051600181036106d85750600163ffffffff6100af836107c9565b515116036106b5576100c26020916107c9565b5101518051602082018051909117156106a2578151905f918183925051604051906020820192835260408201528260608201528260808201526080815261010a60a0826107a6565b519060065afa6101186107e7565b501561067b5760025b600e81106104d657506101408101907f198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2825114806104a8575b61049957600e5b6016811061037757506040519160208301809383945f905b601682106103615750506102a094506102c081526101996102e0826107a6565b519020608052815160a052602082015160c052604082015160e05260608201516101005260808201516101205260a08201516101405260c08201516101605260e0820151610180526101008201516101a0526101208201516101c052516101e05261016081015161020052610180810151610220526101a0810151610240526101c0810151610260526101e08101516102805261020081015182526102208101516102c0526102408101516102e0526102608101516103005261028081015161032052015161034052604051610b5a9081610826823960805181818161012f01528181610417015261060c015260a051816107e6015260c05181610809015260e0518161082f015261010051816108550152610120518161087b015261014051816108a1015261016051816108c7015261018051816108ed01526101a0518161091301526101c0518161093a01526101e0518161096101526102005181610988015261022051816109af015261024051816109d6015261026051816109fd01526102805181610a2401526102a05181610a4b01526102c05181610a7201526102e05181610a9901526103005181610ac001526103205181610ae701526103405181610b0e0152f35b6020806001928951815201970191019095610179565b61038181836107d6565b51600182019081831161040f5761039882856107d6565b511715610486575f80916103b76103af85876107d6565b5191866107d6565b5160405190602082019283526040820152826060820152826080820152608081526103e360a0826107a6565b519060065afa6103f16107e7565b501561047457600e5b81811061042357506002810180911115610161575b634e487b7160e01b5f52601160045260245ffd5b61042d82846107d6565b5161043882856107d6565b511461045e5760028101809111156103fa57634e487b7160e01b5f52601160045260245ffd5b90630ca5e82560e21b5f5260045260245260445ffd5b631594d7eb60e11b5f5260045260245ffd5b506307f783db60e31b5f5260045260245ffd5b635e5b5d1160e01b5f5260045ffd5b507f1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed6101608201511461015a565b6104e081836107d6565b51600182019081831161040f576104f782856107d6565b5117600283019081841161040f5761050f82866107d6565b511790600384019182851161040f5761052883876107d6565b511715610668575f91829161053d86886107d6565b519161055f61055761054f888b6107d6565b51938a6107d6565b5191896107d6565b51906040519260208401948686528660408601526060850152608084015260a083015260c082015260c0815261059660e0826107a6565b519060085afa6105a46107e7565b50156106555760025b8281106105d6575050600481018091111561012157634e487b7160e01b5f52601160045260245ffd5b6105e083856107d6565b516105eb82866107d6565b51148061062d575b6106175760048101809111156105ad57634e487b7160e01b5f52601160045260245ffd5b82630ca5e82560e21b5f5260045260245260445ffd5b5061063882856107d6565b516001820180831161040f5761064e90866107d6565b51146105f3565b50631594d7eb60e11b5f5260045260245ffd5b836307f783db60e31b5f5260045260245ffd5b631594d7eb60e11b5f525f60045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b6307f783db60e31b5f525f60045260245ffd5b6106c363ffffffff916107c9565b51511663e6d351a360e01b5f5260045260245ffd5b6363f4c06760e01b5f5260045260245ffd5b6102e08285031261078e57604080519081016001600160401b0381118282101761079257604052825163ffffffff8116810361078e57815284603f8401121561078e576040516102c081016001600160401b0381118282101761079257604052806102e0850187811161078e5760208601915b81831061077e5750505091816102e09360208094015281520191019061008c565b825181526020928301920161075d565b5f80fd5b634e487b7160e01b5f52604160045260245ffd5b601f909101601f19168101906001600160401b0382119082101761079257604052565b80511561068e5760200190565b90601681101561068e5760051b0190565b3d15610820573d906001600160401b0382116107925760405191610815601f8201601f1916602001846107a6565b82523d5f602084013e565b60609056fe6080806040526004361015610012575f80fd5b5f3560e01c9081634a837f56146103c95750806352a9a35c146103975780639ffc24e2146100fb5763b7e950b614610048575f80fd5b346100f75760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100f75760043563ffffffff81168091036100f757610090610530565b50600181036100cc576100a16107db565b604051905f825b601682106100b6576102c084f35b60208060019285518152019301910190916100a8565b7fe6d351a3000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5f80fd5b346100f75761011961010c36610466565b8396918382958789610592565b91600683101561036a57826101525760206040517f00000000000000000000000000000000000000000000000000000000000000008152f35b6001831461033f5750600282146103145750600481146102ec5760031461019b577f05da8da9000000000000000000000000000000000000000000000000000000005f5260045ffd5b5f5b60098110801561028f5715610262577f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018160051b8401355b1015610237577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff811461020a5760010161019d565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7ffd4ad045000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b507ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7810181811161020a576102e67f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001918685610582565b356101d5565b7f858b142f000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f204c60b3000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7fcebadbb3000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b346100f7576103b46103a836610466565b94939093929192610592565b600681101561036a5760209060405190158152f35b346100f75760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100f7576004359063ffffffff82168092036100f7576001820361043a576020907f00000000000000000000000000000000000000000000000000000000000000008152f35b507fe6d351a3000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b906101807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc8301126100f75781610124116100f757600491610124359167ffffffffffffffff83116100f757816023840112156100f75782600401359267ffffffffffffffff84116100f7578260248560051b830101116100f757602401929161014435916101643567ffffffffffffffff81116100f757826023820112156100f75780600401359267ffffffffffffffff84116100f757602484830101116100f7576024019190565b604051906102c082810167ffffffffffffffff81118482101761055557604052368337565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b91908110156102625760051b0190565b9291939461010090036107d1577f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018210156107c7578315158061078a575b610780575f9260405191608083019561012060098201937f62bd60513e7e4f19cb302e8df04a40ef72e4a18ee2ab7f5b74326144171ba76786527f00000000000000000000000000000000000000000000000000000000000000006020870152846040870152866060870152883760051b906101a084013760051b9360807effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8682018420169560019301015b8181116107245750501561071b57602092608060c05f94610100610300956106e26106a46107db565b93604051976106d56106c96102408b019560406101c08a01885e610200890187610b35565b91610240880186610b35565b1692610280860190610b35565b1698853782610140820161010086015e818161018086015e0161028083015e60085afa1660015f5114165f14610716575f90565b600590565b50505050600390565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe07f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000191959392950191818784519282841016950908939061067b565b5050505050600490565b507fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff840184811161020a576107c0908583610582565b35156105d0565b5050505050600290565b5050505050600190565b6107e3610530565b907f000000000000000000000000000000000000000000000000000000000000000082527f000000000000000000000000000000000000000000000000000000000000000060208301527f000000000000000000000000000000000000000000000000000000000000000060408301527f000000000000000000000000000000000000000000000000000000000000000060608301527f000000000000000000000000000000000000000000000000000000000000000060808301527f000000000000000000000000000000000000000000000000000000000000000060a08301527f000000000000000000000000000000000000000000000000000000000000000060c08301527f000000000000000000000000000000000000000000000000000000000000000060e08301527f00000000000000000000000000000000000000000000000000000000000000006101008301527f00000000000000000000000000000000000000000000000000000000000000006101208301527f00000000000000000000000000000000000000000000000000000000000000006101408301527f00000000000000000000000000000000000000000000000000000000000000006101608301527f00000000000000000000000000000000000000000000000000000000000000006101808301527f00000000000000000000000000000000000000000000000000000000000000006101a08301527f00000000000000000000000000000000000000000000000000000000000000006101c08301527f00000000000000000000000000000000000000000000000000000000000000006101e08301527f00000000000000000000000000000000000000000000000000000000000000006102008301527f00000000000000000000000000000000000000000000000000000000000000006102208301527f00000000000000000000000000000000000000000000000000000000000000006102408301527f00000000000000000000000000000000000000000000000000000000000000006102608301527f00000000000000000000000000000000000000000000000000000000000000006102808301527f00000000000000000000000000000000000000000000000000000000000000006102a0830152565b9160409182918280860192835e608085015260608160075afa9160808160065afa169056",
}

// Groth16Predicate is an auto generated Go binding around an Ethereum contract.
type Groth16Predicate struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Groth16Predicate) GetABI() abi.ABI {
	return c.abi
}

// NewGroth16Predicate creates a new instance of Groth16Predicate.
func NewGroth16Predicate() *Groth16Predicate {
	parsed, err := Groth16PredicateMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Groth16Predicate{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Groth16Predicate) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor((uint32,uint256[22])[] keys) returns()
func (groth16Predicate *Groth16Predicate) PackConstructor(keys []IGroth16PredicateKey) []byte {
	enc, err := groth16Predicate.abi.Pack("", keys)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackKeyHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a837f56.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function keyHash(uint32 n) view returns(bytes32)
func (groth16Predicate *Groth16Predicate) PackKeyHash(n uint32) []byte {
	enc, err := groth16Predicate.abi.Pack("keyHash", n)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackKeyHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a837f56.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function keyHash(uint32 n) view returns(bytes32)
func (groth16Predicate *Groth16Predicate) TryPackKeyHash(n uint32) ([]byte, error) {
	return groth16Predicate.abi.Pack("keyHash", n)
}

// UnpackKeyHash is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4a837f56.
//
// Solidity: function keyHash(uint32 n) view returns(bytes32)
func (groth16Predicate *Groth16Predicate) UnpackKeyHash(data []byte) ([32]byte, error) {
	out, err := groth16Predicate.abi.Unpack("keyHash", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ffc24e2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bytes32 key)
func (groth16Predicate *Groth16Predicate) PackSettle(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) []byte {
	enc, err := groth16Predicate.abi.Pack("settle", header, payload, h, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ffc24e2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bytes32 key)
func (groth16Predicate *Groth16Predicate) TryPackSettle(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) ([]byte, error) {
	return groth16Predicate.abi.Pack("settle", header, payload, h, proof)
}

// UnpackSettle is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9ffc24e2.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bytes32 key)
func (groth16Predicate *Groth16Predicate) UnpackSettle(data []byte) ([32]byte, error) {
	out, err := groth16Predicate.abi.Unpack("settle", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52a9a35c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (groth16Predicate *Groth16Predicate) PackVerify(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) []byte {
	enc, err := groth16Predicate.abi.Pack("verify", header, payload, h, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52a9a35c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (groth16Predicate *Groth16Predicate) TryPackVerify(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) ([]byte, error) {
	return groth16Predicate.abi.Pack("verify", header, payload, h, proof)
}

// UnpackVerify is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x52a9a35c.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (groth16Predicate *Groth16Predicate) UnpackVerify(data []byte) (bool, error) {
	out, err := groth16Predicate.abi.Unpack("verify", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackVerifyingKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb7e950b6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verifyingKey(uint32 n) view returns(uint256[22])
func (groth16Predicate *Groth16Predicate) PackVerifyingKey(n uint32) []byte {
	enc, err := groth16Predicate.abi.Pack("verifyingKey", n)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerifyingKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb7e950b6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verifyingKey(uint32 n) view returns(uint256[22])
func (groth16Predicate *Groth16Predicate) TryPackVerifyingKey(n uint32) ([]byte, error) {
	return groth16Predicate.abi.Pack("verifyingKey", n)
}

// UnpackVerifyingKey is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb7e950b6.
//
// Solidity: function verifyingKey(uint32 n) view returns(uint256[22])
func (groth16Predicate *Groth16Predicate) UnpackVerifyingKey(data []byte) ([22]*big.Int, error) {
	out, err := groth16Predicate.abi.Unpack("verifyingKey", data)
	if err != nil {
		return *new([22]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([22]*big.Int)).(*[22]*big.Int)
	return out0, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (groth16Predicate *Groth16Predicate) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_BatchSizeUnsupported"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateBatchSizeUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_DeltaGenerator"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateDeltaGeneratorError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_HashNotInField"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateHashNotInFieldError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_KeyCountUnsupported"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateKeyCountUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_KeyPointInfinite"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateKeyPointInfiniteError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_KeyPointInvalid"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateKeyPointInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_KeyPointsRelated"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateKeyPointsRelatedError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_PayloadEndsInZero"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicatePayloadEndsInZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_ProofInvalid"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateProofInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_ProofLength"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateProofLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_WordNotInField"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateWordNotInFieldError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// Groth16PredicateGroth16PredicateBatchSizeUnsupported represents a Groth16Predicate_BatchSizeUnsupported error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateBatchSizeUnsupported struct {
	N uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_BatchSizeUnsupported(uint32 n)
func Groth16PredicateGroth16PredicateBatchSizeUnsupportedErrorID() common.Hash {
	return common.HexToHash("0xe6d351a35fede385e5754c64517263f62a1d7dbcc379ed00260ea94152bcc309")
}

// UnpackGroth16PredicateBatchSizeUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_BatchSizeUnsupported(uint32 n)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateBatchSizeUnsupportedError(raw []byte) (*Groth16PredicateGroth16PredicateBatchSizeUnsupported, error) {
	out := new(Groth16PredicateGroth16PredicateBatchSizeUnsupported)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_BatchSizeUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateDeltaGenerator represents a Groth16Predicate_DeltaGenerator error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateDeltaGenerator struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_DeltaGenerator()
func Groth16PredicateGroth16PredicateDeltaGeneratorErrorID() common.Hash {
	return common.HexToHash("0x5e5b5d11a168037863d9488fcbf3ba6cf24f541e23e6f73c8a51bc94375effbe")
}

// UnpackGroth16PredicateDeltaGeneratorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_DeltaGenerator()
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateDeltaGeneratorError(raw []byte) (*Groth16PredicateGroth16PredicateDeltaGenerator, error) {
	out := new(Groth16PredicateGroth16PredicateDeltaGenerator)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_DeltaGenerator", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateHashNotInField represents a Groth16Predicate_HashNotInField error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateHashNotInField struct {
	H *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_HashNotInField(uint256 h)
func Groth16PredicateGroth16PredicateHashNotInFieldErrorID() common.Hash {
	return common.HexToHash("0x204c60b351a1f6915acd27e24c9d66eb36e1d198edbb13b75caa6f03c0e4ed84")
}

// UnpackGroth16PredicateHashNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_HashNotInField(uint256 h)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateHashNotInFieldError(raw []byte) (*Groth16PredicateGroth16PredicateHashNotInField, error) {
	out := new(Groth16PredicateGroth16PredicateHashNotInField)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_HashNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateKeyCountUnsupported represents a Groth16Predicate_KeyCountUnsupported error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateKeyCountUnsupported struct {
	Count *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyCountUnsupported(uint256 count)
func Groth16PredicateGroth16PredicateKeyCountUnsupportedErrorID() common.Hash {
	return common.HexToHash("0x63f4c067b62f77086e7082c3b52d4debcc13ee2fcfc98d81f7ef88938cd4f1ec")
}

// UnpackGroth16PredicateKeyCountUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyCountUnsupported(uint256 count)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateKeyCountUnsupportedError(raw []byte) (*Groth16PredicateGroth16PredicateKeyCountUnsupported, error) {
	out := new(Groth16PredicateGroth16PredicateKeyCountUnsupported)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyCountUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateKeyPointInfinite represents a Groth16Predicate_KeyPointInfinite error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateKeyPointInfinite struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyPointInfinite(uint256 index)
func Groth16PredicateGroth16PredicateKeyPointInfiniteErrorID() common.Hash {
	return common.HexToHash("0x3fbc1ed88b1c8481c32caa51df48e6ac068032d899a7c349d6391e1d2cbfb1ee")
}

// UnpackGroth16PredicateKeyPointInfiniteError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyPointInfinite(uint256 index)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateKeyPointInfiniteError(raw []byte) (*Groth16PredicateGroth16PredicateKeyPointInfinite, error) {
	out := new(Groth16PredicateGroth16PredicateKeyPointInfinite)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyPointInfinite", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateKeyPointInvalid represents a Groth16Predicate_KeyPointInvalid error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateKeyPointInvalid struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyPointInvalid(uint256 index)
func Groth16PredicateGroth16PredicateKeyPointInvalidErrorID() common.Hash {
	return common.HexToHash("0x2b29afd6433df9b1773b7995ffaeff76416d034313b3d3d5901a674b4ba1deaa")
}

// UnpackGroth16PredicateKeyPointInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyPointInvalid(uint256 index)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateKeyPointInvalidError(raw []byte) (*Groth16PredicateGroth16PredicateKeyPointInvalid, error) {
	out := new(Groth16PredicateGroth16PredicateKeyPointInvalid)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyPointInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateKeyPointsRelated represents a Groth16Predicate_KeyPointsRelated error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateKeyPointsRelated struct {
	Index *big.Int
	Other *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyPointsRelated(uint256 index, uint256 other)
func Groth16PredicateGroth16PredicateKeyPointsRelatedErrorID() common.Hash {
	return common.HexToHash("0x3297a0947a627d46e5b5f2637eaafa09856fe66a02e89c046c8d74f47a4069fb")
}

// UnpackGroth16PredicateKeyPointsRelatedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyPointsRelated(uint256 index, uint256 other)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateKeyPointsRelatedError(raw []byte) (*Groth16PredicateGroth16PredicateKeyPointsRelated, error) {
	out := new(Groth16PredicateGroth16PredicateKeyPointsRelated)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyPointsRelated", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicatePayloadEndsInZero represents a Groth16Predicate_PayloadEndsInZero error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicatePayloadEndsInZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PayloadEndsInZero()
func Groth16PredicateGroth16PredicatePayloadEndsInZeroErrorID() common.Hash {
	return common.HexToHash("0x858b142fd16fe5f8ce3604d964106679c203345131b7791f22f684248a44de5e")
}

// UnpackGroth16PredicatePayloadEndsInZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PayloadEndsInZero()
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicatePayloadEndsInZeroError(raw []byte) (*Groth16PredicateGroth16PredicatePayloadEndsInZero, error) {
	out := new(Groth16PredicateGroth16PredicatePayloadEndsInZero)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PayloadEndsInZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateProofInvalid represents a Groth16Predicate_ProofInvalid error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateProofInvalid struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_ProofInvalid()
func Groth16PredicateGroth16PredicateProofInvalidErrorID() common.Hash {
	return common.HexToHash("0x05da8da94ebe15d06de678f0d48e71df4d91c19bf0b75160ac8423331a859f7c")
}

// UnpackGroth16PredicateProofInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_ProofInvalid()
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateProofInvalidError(raw []byte) (*Groth16PredicateGroth16PredicateProofInvalid, error) {
	out := new(Groth16PredicateGroth16PredicateProofInvalid)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_ProofInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateProofLength represents a Groth16Predicate_ProofLength error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateProofLength struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_ProofLength(uint256 length)
func Groth16PredicateGroth16PredicateProofLengthErrorID() common.Hash {
	return common.HexToHash("0xcebadbb3a17575da1bd4492ca2041910a10a27311dce788d1f1a6e138702026e")
}

// UnpackGroth16PredicateProofLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_ProofLength(uint256 length)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateProofLengthError(raw []byte) (*Groth16PredicateGroth16PredicateProofLength, error) {
	out := new(Groth16PredicateGroth16PredicateProofLength)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_ProofLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateWordNotInField represents a Groth16Predicate_WordNotInField error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateWordNotInField struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_WordNotInField(uint256 index)
func Groth16PredicateGroth16PredicateWordNotInFieldErrorID() common.Hash {
	return common.HexToHash("0xfd4ad04509361665fc45f610c1acd13ec03a121cdce965a5126f725eb77eaad3")
}

// UnpackGroth16PredicateWordNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_WordNotInField(uint256 index)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateWordNotInFieldError(raw []byte) (*Groth16PredicateGroth16PredicateWordNotInField, error) {
	out := new(Groth16PredicateGroth16PredicateWordNotInField)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_WordNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}
